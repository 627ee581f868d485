import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, createServer as createTcp } from 'node:net'
import { text } from 'node:stream/consumers'
import { createServer as createTls, getCACertificates, setDefaultCACertificates } from 'node:tls'
import { expect, onTestFinished, test } from 'vitest'
import type { Db } from '@/lib/db/open'
import { audit, auditExports } from '@/lib/db/schema'
import { makeAuthority, makeServerCertificate } from '@/lib/emulator/tls/certificates'
import { newSigningSecret, verify } from '@/lib/platform/signature'
import { writeAudit } from '@/lib/services/audit'
import { retainAudit } from '@/lib/services/audit/retain'
import { sendAudit, sentThrough } from '@/lib/services/audit/send-audit'
import { emptyPglite } from '../support/database'

const secret = newSigningSecret()
const host = '127.0.0.1'

async function write(db: Db, ...actions: string[]) {
  const account = { oid: 'o', username: 'alexw@contoso.com' }
  for (const action of actions) await writeAudit(db, { account, action, outcome: 'done', requestId: 'r' })
}

/** Sends as a worker does, some time later. */
const sender = (db: Db, url: string, allowedHosts = [host]) => {
  let now = Date.now()
  const settings = { auditExport: { url, secret }, allowedHosts, publicUrl: 'https://console.contoso.com' }
  return (minutes = 1) => {
    now += minutes * 60_000
    return sendAudit({ db, settings, clock: () => new Date(now) })
  }
}

async function webhook(statuses: number[]) {
  const calls: { id: string; actions: string[]; signed: boolean }[] = []
  const server = createServer(async (request, response) => {
    const body = await text(request)
    const headers = new Headers(request.headers as Record<string, string>)
    const at = new Date(Number(headers.get('webhook-timestamp')) * 1000)
    const signed = 'id' in verify(secret, headers, body, at)
    const actions = body
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).action)
    calls.push({ id: headers.get('webhook-id') ?? '', actions, signed })
    response.writeHead(statuses.shift() ?? 204).end()
  }).listen(0, host)
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  return { calls, url: `http://${host}:${(server.address() as AddressInfo).port}/audit` }
}

test('entries go to a webhook in order, signed, again after a failure, and never past one', async () => {
  const { db } = await emptyPglite()
  const { calls, url } = await webhook([204, 500])
  const send = sender(db, url)
  await write(db, 'one', 'two')
  await send()
  await write(db, 'three')
  await send()
  await write(db, 'four')
  await send(10)
  await send(10)

  expect(calls.map(({ actions }) => actions)).toEqual([['one', 'two'], ['three'], ['three', 'four']])
  expect(calls.every(({ signed }) => signed)).toBe(true)
  expect(await db.select().from(auditExports)).toMatchObject([{ tries: 0, problem: null }])
})

test('what was not sent yet stays, however old it is', async () => {
  const { db } = await emptyPglite()
  const { url } = await webhook([204, 500])
  const send = sender(db, url)
  const through = () => sentThrough(db, { auditExport: { url, secret } })
  await write(db, 'one')
  expect(await through()).toBe(0)
  await send()
  await write(db, 'two')
  await send()

  const later = new Date(Date.now() + 40 * 24 * 3600_000)
  expect(await retainAudit(db, 30, later, await through())).toBe(1)

  expect(await db.select().from(audit)).toMatchObject([{ action: 'two' }])
})

test('while one worker sends, another sends nothing', async () => {
  const { db } = await emptyPglite()
  const { calls, url } = await webhook([])
  const send = sender(db, url)
  await write(db, 'one')
  await send()
  await db.update(auditExports).set({ throughId: 0, nextAt: new Date(Date.now() + 3600_000) })
  await send()

  expect(calls).toHaveLength(1)
})

test('an address of an inner network is refused unless it is allowed, and the reason is kept', async () => {
  const { db } = await emptyPglite()
  const { calls, url } = await webhook([])
  await write(db, 'one')
  for (const to of [url, url.replace('http', 'syslog+tcp'), url.replace('http', 'syslog+udp')])
    await sender(db, to, [])()

  expect(calls).toEqual([])
  const problems = (await db.select().from(auditExports)).map(({ problem }) => problem)
  expect(problems).toHaveLength(3)
  for (const problem of problems) expect(problem).toContain('SOURCE_ALLOWED_HOSTS')
})

test('entries go to syslog over TCP, each with its length, and over UDP as datagrams', async () => {
  const { db } = await emptyPglite()
  let stream = ''
  const tcp = createTcp((socket) => {
    socket.on('data', (data) => {
      stream += data
    })
  }).listen(0, host)
  const udp = createSocket('udp4').bind(0, host)
  onTestFinished(() => void tcp.close())
  onTestFinished(() => void udp.close())
  await Promise.all([once(tcp, 'listening'), once(udp, 'listening')])
  const datagrams: string[] = []
  udp.on('message', (message) => void datagrams.push(String(message)))
  await write(db, 'createConnection', 'née sign-in')

  await sender(db, `syslog+tcp://${host}:${(tcp.address() as AddressInfo).port}`)()
  await sender(db, `syslog+udp://${host}:${udp.address().port}`)()

  const messages: string[] = []
  for (let rest = Buffer.from(stream); rest.length > 0; ) {
    const space = rest.indexOf(' ')
    const end = space + 1 + Number(rest.subarray(0, space))
    messages.push(String(rest.subarray(space + 1, end)))
    rest = rest.subarray(end)
  }
  expect(messages).toHaveLength(2)
  expect(messages[0]).toMatch(/^<110>1 \S+Z console\.contoso\.com connectors-console - createConnection - \{/)
  expect(messages[1]).toContain(' n_e_sign-in - {')
  expect(JSON.parse(messages[0]?.slice(messages[0].indexOf('{')) ?? '')).toMatchObject({
    username: 'alexw@contoso.com',
  })
  await expect.poll(() => datagrams).toEqual(messages)
})

test('entries go to syslog over TLS, to nobody whose certificate is not trusted', async () => {
  const { db } = await emptyPglite()
  const authority = await makeAuthority()
  const { certificate: cert, key } = await makeServerCertificate(authority)
  let stream = ''
  const tls = createTls({ cert, key }, (socket) => {
    socket.on('data', (data) => {
      stream += data
    })
  }).listen(0, host)
  onTestFinished(() => void tls.close())
  await once(tls, 'listening')
  const { port } = tls.address() as AddressInfo
  const send = (name: string) => sender(db, `syslog+tls://${name}:${port}`, [name])()
  await write(db, 'createConnection')

  await send('localhost')
  expect(stream).toBe('')
  const [refused] = await db.select().from(auditExports)
  expect(refused).toMatchObject({ throughId: 0, problem: expect.stringContaining('certificate') })

  const trusted = getCACertificates('default')
  setDefaultCACertificates([...trusted, authority.certificate])
  onTestFinished(() => setDefaultCACertificates(trusted))
  await db.delete(auditExports)
  await send('localhost')
  await send(host)

  expect(
    stream.match(/<110>1 \S+Z console\.contoso\.com connectors-console - createConnection - \{/g),
  ).toHaveLength(2)
})
