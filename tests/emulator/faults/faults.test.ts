import { expect, test } from 'vitest'
import { type FaultScript, Faults } from '../../../lib/emulator/faults/faults'
import { drawLatency, seededRandom } from '../../../lib/emulator/faults/random'
import { readFaultScript } from '../../../lib/emulator/faults/script'
import { startTestEmulator } from '../../support/emulator'
import { openTenant, ticketSchema } from '../routes/calls'

const connections = '/external/connections'
const item = {
  acl: [{ type: 'everyone', value: 'everyone', accessType: 'grant' }],
  properties: { title: 'Printer jam' },
}

/** The outcomes of so many requests, as a word each. */
function outcomes(script: FaultScript, requests: [string, string][]) {
  const faults = new Faults()
  faults.load(script)
  return requests.map(([method, path]) => {
    const { outcome, delayMs } = faults.take(method, path)
    return `${outcome?.status ?? outcome?.drop ?? 'passes'} ${delayMs.toFixed(3)}`
  })
}

const puts = (count: number) =>
  Array.from({ length: count }, (_, at): [string, string] => ['PUT', `/items/${at}`])
const mixed = { status: 429, rate: 0.2, retryAfter: 1 }
const slow = { latency: { minMs: 5, medianMs: 20, p95Ms: 90 } }
const script = (seed: string | number) =>
  readFaultScript({
    seed,
    faults: [
      { match: { method: 'PUT' }, ...mixed },
      { match: {}, ...slow },
    ],
  })

test('the same script with the same seed has the same outcome, another seed has another', () => {
  const first = outcomes(script('monday'), puts(500))

  expect(outcomes(script('monday'), puts(500))).toEqual(first)
  expect(outcomes(script('tuesday'), puts(500))).not.toEqual(first)
  const refused = first.filter((word) => word.startsWith('429')).length
  expect(refused).toBeGreaterThan(60)
  expect(refused).toBeLessThan(140)
})

test('what else is asked in between changes nothing for the requests that match', () => {
  const onlyPuts = readFaultScript({ seed: 1, faults: [{ match: { method: 'PUT' }, ...mixed }] })
  const between = puts(100).flatMap((put): [string, string][] => [put, ['GET', '/users']])

  const found = outcomes(onlyPuts, between).filter((_, at) => at % 2 === 0)

  expect(found).toEqual(outcomes(onlyPuts, puts(100)))
})

test('a burst comes back, after as many requests as it says', () => {
  const faults = [{ match: {}, status: 429, times: 2, every: 5, skip: 1 }]

  const found = outcomes(readFaultScript({ faults }), puts(12)).map((word) => word.startsWith('429'))

  expect(found.map(Number)).toEqual([0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 1])
})

test('delays have the median and the 95th percentile that were asked for', () => {
  const random = seededRandom('delays')
  const drawn = Array.from({ length: 20_000 }, () =>
    drawLatency({ minMs: 10, medianMs: 50, p95Ms: 200, maxMs: 5000 }, random),
  ).sort((a, b) => a - b)
  const at = (share: number) => drawn[Math.floor(share * drawn.length)] ?? 0

  expect(at(0)).toBeGreaterThanOrEqual(10)
  expect(at(0.5)).toBeGreaterThan(47)
  expect(at(0.5)).toBeLessThan(53)
  expect(at(0.95)).toBeGreaterThan(185)
  expect(at(0.95)).toBeLessThan(215)
})

test('a delay is waited for, and the request then does what it would', async () => {
  const { appToken, graph, fail } = await startTestEmulator()
  const token = await appToken('everything')
  await fail({ match: {}, latency: { minMs: 0, medianMs: 120, p95Ms: 120, maxMs: 1000 } })
  const started = performance.now()

  const { status } = await graph(token, 'GET', `/v1.0${connections}`)

  expect(status).toBe(200)
  expect(performance.now() - started).toBeGreaterThan(115)
})

test.each([
  [429, undefined, null],
  [429, 12, '12'],
  [500, undefined, null],
  [503, 3, '3'],
  [504, undefined, null],
])('%i with Retry-After %s is answered as Graph would', async (status, retryAfter, header) => {
  const { appToken, graph, fail } = await startTestEmulator()
  await fail({ match: {}, status, ...(retryAfter === undefined ? {} : { retryAfter }) })

  const answer = await graph(await appToken('everything'), 'GET', `/v1.0${connections}`)

  expect([answer.status, answer.headers.get('retry-after')]).toEqual([status, header])
  expect(answer.body.error.innerError['request-id']).toBe(answer.headers.get('request-id'))
})

async function withFaults(faults: unknown) {
  const tenant = await openTenant()
  await tenant.ready('helpdesk1')
  tenant.emulator.faults.load(readFaultScript({ faults }))
  return tenant
}

test('a schema operation can fail with a chosen error', async () => {
  const error = { code: 'SchemaInvalid', message: 'The label is taken.' }
  const { call, wait } = await withFaults([
    { match: { method: 'PATCH', path: '/schema$' }, operation: error },
  ])
  const properties = [...ticketSchema.properties, { name: 'owner', type: 'string' }]

  const { headers } = await call(`PATCH ${connections}/helpdesk1/schema`, { ...ticketSchema, properties })
  wait(60_000)

  const location = headers.get('location') ?? ''
  expect((await call(`GET ${location}`)).body).toMatchObject({ status: 'failed', error })
  expect((await call(`GET ${connections}/helpdesk1/schema`)).body.properties).toHaveLength(4)
})

test('a schema operation can be stuck until it is ended by hand', async () => {
  const { call, wait, url } = await withFaults([{ match: { path: '/schema$' }, operation: 'stuck' }])
  const { headers } = await call(`PATCH ${connections}/helpdesk1/schema`, ticketSchema)
  const location = headers.get('location') ?? ''
  wait(30 * 24 * 3600_000)
  expect((await call(`GET ${location}`)).body.status).toBe('inprogress')

  const id = location.split('/').at(-1)
  await fetch(`${url}/_emulator/operations/${id}/end`, { method: 'POST', body: '{}' })

  expect((await call(`GET ${location}`)).body.status).toBe('completed')
})

test('a connection can run full after some items', async () => {
  const { call } = await withFaults([{ match: { method: 'PUT' }, skip: 2, state: 'limitExceeded' }])

  const put = async (id: string) => (await call(`PUT ${connections}/helpdesk1/items/${id}`, item)).status

  expect([await put('a'), await put('b'), await put('c'), await put('a')]).toEqual([200, 200, 409, 200])
  expect((await call(`GET ${connections}/helpdesk1`)).body.state).toBe('limitExceeded')
})

test('a connection that ends after the write ends after a refusal too', async () => {
  const { call } = await withFaults([{ match: { method: 'PUT' }, drop: 'after' }])

  await expect(call(`PUT ${connections}/helpdesk1/items/a`, {})).rejects.toThrow()
  expect((await call(`GET ${connections}/helpdesk1/items/a`)).status).toBe(404)
})

test('a group is not found for a while after it was made', async () => {
  const { call, wait } = await withFaults([{ match: { method: 'POST', path: '/groups$' }, lateMs: 5000 }])
  const group = `${connections}/helpdesk1/groups/tier1`
  const member = { id: '0a6f1c5e-9d2b-4c38-8f61-51b7e3d90a01', type: 'user' }

  expect((await call(`POST ${connections}/helpdesk1/groups`, { id: 'tier1' })).status).toBe(201)

  expect((await call(`GET ${group}`)).status).toBe(404)
  expect((await call(`POST ${group}/members`, member)).status).toBe(404)
  wait(5000)
  expect((await call(`GET ${group}`)).status).toBe(200)
  expect((await call(`POST ${group}/members`, member)).status).toBe(201)
})

test('an item is visible late, but can be written again, and an old one stays visible', async () => {
  const { call, wait, emulator } = await withFaults([])
  const path = `${connections}/helpdesk1/items`
  await call(`PUT ${path}/old`, item)
  emulator.faults.load(readFaultScript([{ match: { method: 'PUT' }, lateMs: 5000 }]))

  await call(`PUT ${path}/new`, item)
  await call(`PUT ${path}/old`, item)

  expect((await call(`GET ${path}/new`)).status).toBe(404)
  expect((await call(`PUT ${path}/new`, item)).status).toBe(200)
  expect((await call(`GET ${path}/old`)).status).toBe(200)
  wait(5000)
  expect((await call(`GET ${path}/new`)).status).toBe(200)
})

test('a script that was given at the start is there again after a reset', async () => {
  const emulator = await startTestEmulator({
    faults: readFaultScript([{ match: { path: '/users' }, status: 503 }]),
  })
  const ask = async () =>
    (await emulator.graph(await emulator.appToken('everything'), 'GET', '/v1.0/users')).status

  expect([await ask(), await ask()]).toEqual([503, 200])
  await emulator.control('POST', 'reset')
  expect(await ask()).toBe(503)
})

test('a whole script takes the place of the one before, and tells what it met', async () => {
  const { control, fail, graph, appToken } = await startTestEmulator()
  await fail({ match: {}, status: 500, times: 9 })
  await control('POST', 'faults', { seed: 7, faults: [{ match: { path: '/users' }, status: 503, times: 2 }] })

  await graph(await appToken('everything'), 'GET', '/v1.0/users')

  expect(await control('GET', 'faults')).toEqual({
    seed: 7,
    faults: [{ match: { path: '/users' }, status: 503, times: 2, matched: 1, met: 1 }],
  })
  await control('DELETE', 'faults')
  expect(await control('GET', 'faults')).toEqual({ seed: 0, faults: [] })
})
