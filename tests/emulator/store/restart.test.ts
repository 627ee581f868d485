import type { ChildProcess } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { startTestEmulator } from '../../support/emulator'
import { folder, run } from '../own-process'

const path = '/v1.0/external/connections'
const draft = (id: string) => JSON.stringify({ id, name: id, description: id })

const stop = async (child: ChildProcess, ended: Promise<unknown>, signal: NodeJS.Signals) => {
  child.kill(signal)
  return await ended
}

test('a file keeps state, clock, certificates and signing key', async () => {
  const data = join(folder(), 'deep', 'emulator.db')
  const first = await startTestEmulator({ data })
  const token = await first.appToken('everything')
  await first.graph(token, 'POST', path, { body: draft('helpdesk1') })
  await first.wait({ minutes: 5 })
  await first.close()

  const second = await startTestEmulator({ data, redirectUris: ['http://127.0.0.1:1/auth/callback'] })

  expect(await second.graph(token, 'GET', `${path}/helpdesk1`)).toMatchObject({ status: 200 })
  expect(await second.control('POST', 'clock', { advanceMs: 0 })).toMatchObject({ offsetMs: 300_000 })
  expect([second.tenantId, second.apps.map(({ clientId }) => clientId)]).toEqual([
    first.tenantId,
    first.apps.map(({ clientId }) => clientId),
  ])
  expect(second.app('portal').redirectUris).toEqual([
    ...first.app('portal').redirectUris,
    'http://127.0.0.1:1/auth/callback',
  ])
})

test('it says in one line that it is ready, and ends cleanly when told to', async () => {
  const { child, ready, ended } = run({
    EMULATOR_DATA: ':memory:',
    EMULATOR_REDIRECT_URIS: 'http://a.test/cb',
  })

  const line = await ready
  expect(line).toMatchObject({ ready: true, graph: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) })
  expect(line.apps.map(({ name }) => name)).toEqual(['everything', 'configuration', 'ingestion', 'portal'])
  expect(line.apps[3]).toMatchObject({ redirectUris: ['http://a.test/cb'] })
  expect(line.users[0]).toEqual({ userPrincipalName: 'alexw@contoso.com', portalRole: 'Admin' })
  expect(await stop(child, ended, 'SIGTERM')).toEqual({ code: 0, words: '' })
})

test('with a port for https it says where that is and which file to trust', async () => {
  const dir = folder()

  const { tls } = await run({ EMULATOR_TLS_PORT: '0', EMULATOR_DATA: join(dir, 'emulator.db') }).ready

  expect(tls).toEqual({
    graph: expect.stringMatching(/^https:\/\/localhost:\d+$/),
    authority: tls?.graph,
    caFile: join(dir, 'emulator-ca.pem'),
  })
})

test('what it cannot start with is one clear line and exit code 1', async () => {
  const { url } = await startTestEmulator()
  const dir = folder()
  writeFileSync(join(dir, 'text'), 'This is no database, and long enough to be told from one. '.repeat(100))
  const used = join(dir, 'used.db')
  await startTestEmulator({ data: used })
  const broken = join(dir, 'broken')
  mkdirSync(broken)
  for (const name of ['emulator-ca.pem', 'emulator-ca.key']) writeFileSync(join(broken, name), 'nonsense')
  const old = join(dir, 'old.db')
  new DatabaseSync(old).exec('create table items (id text); pragma user_version = 1')
  const fails = async (env: Record<string, string>) => await run({ EMULATOR_DATA: ':memory:', ...env }).ended

  const answers = await Promise.all([
    fails({ EMULATOR_PORT: new URL(url).port }),
    fails({ EMULATOR_DATA: join(dir, 'text') }),
    fails({ EMULATOR_DATA: join(dir, 'text', 'emulator.db') }),
    fails({ EMULATOR_DATA: used }),
    fails({ EMULATOR_DATA: old }),
    fails({ EMULATOR_PORT: 'abc' }),
    fails({ EMULATOR_SEED: 'other' }),
    fails({ EMULATOR_REDIRECT_URIS: 'nowhere' }),
    fails({ EMULATOR_TLS_PORT: new URL(url).port }),
    fails({ EMULATOR_TLS_PORT: '0', EMULATOR_DATA: join(broken, 'emulator.db') }),
  ])

  for (const { code, words } of answers) {
    expect(words).toMatch(/^[^\n]+\n$/)
    expect(code).toBe(1)
  }
  expect(answers[0]?.words).toMatch(/^Port \d+ is taken/)
  expect(answers[3]?.words).toMatch(/in use by another emulator/)
  expect(answers[4]?.words).toMatch(/another version/)
  expect(answers[8]?.words).toMatch(/^Port \d+ is taken.+EMULATOR_TLS_PORT/)
  expect(answers[9]?.words).toMatch(/emulator-ca\.pem and its key are no pair\. Delete both/)
})
