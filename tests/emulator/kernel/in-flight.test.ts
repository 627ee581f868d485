import { request } from 'node:http'
import { expect, test } from 'vitest'
import { defaultSettings } from '../../../lib/emulator/settings'
import { everyone, openTenant } from '../routes/calls'

const path = '/external/connections/helpdesk1/items'
const item = { acl: everyone, properties: { title: 'Printer jam' } }

test('of 200 requests at once those beyond 25 in flight are throttled, as the tenant is by default', async () => {
  const { serviceMs } = defaultSettings
  const { call, ready } = await openTenant({ settings: { serviceMs } })
  await ready('helpdesk1')

  const answers = await Promise.all(Array.from({ length: 200 }, (_, at) => call(`PUT ${path}/T${at}`, item)))
  const count = (status: number) => answers.filter((one) => one.status === status).length

  expect(count(200) + count(429)).toBe(200)
  expect(count(200)).toBeGreaterThanOrEqual(25)
  expect(count(429)).toBeGreaterThan(0)
  expect((await call(`PUT ${path}/last`, item)).status).toBe(200)
})

test('25 at a time are never throttled', async () => {
  const { call, ready } = await openTenant({ settings: { serviceMs: 20 } })
  await ready('helpdesk1')
  let next = 0
  const statuses = new Set<number>()
  const one = async () => {
    while (next < 200) statuses.add((await call(`PUT ${path}/T${next++}`, item)).status)
  }

  await Promise.all(Array.from({ length: 25 }, one))

  expect([...statuses]).toEqual([200])
})

test('a request is in flight from its first byte, and until its client is gone', async () => {
  const { call, ready, token, url, settings } = await openTenant()
  await ready('helpdesk1')
  settings.inFlight = 1
  const headers = { authorization: `Bearer ${await token('everything')}`, 'content-length': 1000 }
  const slow = request(`${url}/v1.0${path}/T1`, { method: 'PUT', headers })
  slow.on('error', () => undefined)
  slow.write('{"acl":')

  await expect.poll(async () => (await call(`PUT ${path}/T2`, item)).status).toBe(429)
  slow.destroy()
  await expect.poll(async () => (await call(`PUT ${path}/T2`, item)).status).toBe(200)
})

test('one that is delayed by a fault holds its place, one that is dropped gives it back', async () => {
  const { call, ready, settings, emulator, url } = await openTenant()
  await ready('helpdesk1')
  settings.inFlight = 1
  const inFlight = async () => {
    const { value } = (await (await fetch(`${url}/_emulator/inFlight`)).json()) as {
      value: { now: number }[]
    }
    return Math.max(...value.map(({ now }) => now))
  }
  emulator.faults.add([
    { match: { path: '/T1$' }, times: 1, latency: { minMs: 1500, medianMs: 1500, p95Ms: 1500, maxMs: 1500 } },
    { match: { path: '/T3$' }, times: 1, drop: 'before' },
  ])

  const first = call(`PUT ${path}/T1`, item)
  await expect.poll(inFlight).toBe(1)
  expect((await call(`PUT ${path}/T2`, item)).status).toBe(429)
  expect((await first).status).toBe(200)
  await expect(call(`PUT ${path}/T3`, item)).rejects.toThrow()
  expect((await call(`PUT ${path}/T2`, item)).status).toBe(200)
})

test('what Graph does takes as long as is set, inside a batch too', async () => {
  const { call } = await openTenant({ settings: { serviceMs: 200 } })
  const took = async (request: string, body?: unknown) => {
    const started = performance.now()
    await call(request, body)
    return performance.now() - started
  }
  const requests = [{ id: '1', method: 'GET', url: '/users?$top=1' }]

  expect(await took('GET /users?$top=1')).toBeGreaterThan(190)
  expect(await took('POST /$batch', { requests })).toBeGreaterThan(390)
})

test('what is in flight is counted by the server, and counted anew when told', async () => {
  const { call, ready, url } = await openTenant({ settings: { serviceMs: 1_500 } })
  await ready('helpdesk1')
  const loads = `${url}/_emulator/inFlight`
  await fetch(loads, { method: 'DELETE' })

  await Promise.all(Array.from({ length: 10 }, (_, at) => call(`PUT ${path}/T${at}`, item)))
  const { value } = (await (await fetch(loads)).json()) as { value: Record<string, number | string>[] }
  await fetch(loads, { method: 'DELETE' })

  expect(value).toMatchObject([{ connectionId: 'helpdesk1', requests: 10, now: 0, most: 10, refused: 0 }])
  expect(Number(value[0]?.mean)).toBeGreaterThan(1)
  expect(Number(value[0]?.mean)).toBeLessThanOrEqual(10)
  expect(await (await fetch(loads)).json()).toEqual({ value: [] })
})
