import { networkInterfaces } from 'node:os'
import { expect, test } from 'vitest'
import { refusedControl } from '../../../lib/emulator/control/access'
import { startTestEmulator } from '../../support/emulator'
import { run } from '../own-process'

const secret = 'a secret of 16 characters or more'
const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`
const asked = (headers: Record<string, string>, remoteAddress = '172.18.0.3') =>
  refusedControl({ headers: { host: 'tenant:4100', ...headers }, socket: { remoteAddress } }, secret)
    ?.status ?? 200

test.each([
  ['without a secret', {}, 401],
  ['with another secret', { authorization: 'Bearer another secret of 16' }, 401],
  ['with a part of the secret', { authorization: `Bearer ${secret.split(' ')[0]}` }, 401],
  ['with no more than a name', { authorization: basic('admin:') }, 401],
  ['with the secret', { authorization: basic(`admin:${secret}`) }, 200],
  [
    'with the secret, from its own page',
    { authorization: basic(`:${secret}`), origin: 'http://tenant:4100' },
    200,
  ],
  [
    'with the secret, from a page of another site',
    { authorization: basic(`:${secret}`), origin: 'http://evil.example' },
    401,
  ],
] as [string, Record<string, string>, number][])('a neighbour %s is answered %i', (_, headers, status) => {
  expect(asked(headers)).toBe(status)
})

test('a secret without blanks is a bearer token', () => {
  const short = 'abcdefghijklmnop'
  const request = { headers: { authorization: `Bearer ${short}` }, socket: { remoteAddress: '10.0.0.9' } }

  expect(refusedControl(request, short)).toBeUndefined()
  expect(refusedControl(request, undefined)?.status).toBe(403)
})

const address = Object.values(networkInterfaces())
  .flat()
  .find((one) => one?.family === 'IPv4' && !one.internal)?.address

test.runIf(address)('a neighbour with the secret seeds, saves and looks into the tenant', async () => {
  const { url } = await startTestEmulator({ host: '0.0.0.0', controlSecret: secret })
  const there = url.replace('127.0.0.1', String(address))
  const authorization = basic(`neighbour:${secret}`)
  const ask = (path: string, init: RequestInit = {}) => fetch(`${there}${path}`, init)

  for (const path of ['/_emulator/state', '/_emulator/snapshot', '/']) {
    const refused = await ask(path)
    expect([path, refused.status, refused.headers.get('www-authenticate')]).toMatchObject([
      path,
      401,
      /^Basic realm=/,
    ])
    expect((await ask(path, { headers: { authorization } })).status).toBe(200)
  }
  const seeded = await ask('/_emulator/seed', { method: 'POST', headers: { authorization }, body: '{}' })
  expect(seeded.status).toBe(201)
  expect((await fetch(`${url}/_emulator/state`)).status).toBe(200)
  expect(JSON.stringify(await (await fetch(`${url}/_emulator/settings`)).json())).not.toContain(secret)
})

test('a short secret is none', async () => {
  const { words } = await run({ EMULATOR_DATA: ':memory:', EMULATOR_CONTROL_SECRET: 'short' }).ended

  expect(words).toBe('EMULATOR_CONTROL_SECRET has to have 16 characters or more.\n')
})
