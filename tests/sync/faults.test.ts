import { expect, test } from 'vitest'
import { eachDatabase } from '../support/database'
import { syncTenant, untilSync } from '../support/sync'
import { ticketsCsv } from '../support/tickets'
import { watchLateness } from '../support/waited'

const rows = 200
const put = { method: 'PUT' }
const faults = [
  { match: put, rate: 0.02, status: 429, retryAfter: 1 },
  { match: put, rate: 0.02, status: 429, retryAfter: 2 },
  { match: put, rate: 0.01, status: 429, retryAfterMs: 1500 },
  { match: put, rate: 0.01, status: 502, html: '<h1>Bad gateway</h1>' },
  { match: put, rate: 0.005, drop: 'after' as const },
  { match: put, every: 80, times: 1, status: 503, retryAfter: 2 },
]

eachDatabase('a run under every fault at once', (open) => {
  test('loses nothing, gets nothing wrong, adds up, and sends nothing before its time', {
    timeout: 180_000,
  }, async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    await tenant.settings({ latencyMs: 20 })
    await tenant.work()
    const late = watchLateness()
    await tenant.emulator.control('POST', 'faults', { seed: 7, faults })

    const view = await untilSync(opened, await tenant.start(ticketsCsv(1, rows)), undefined, { seconds: 170 })

    expect(view).toMatchObject({
      status: 'succeeded',
      counts: { read: rows, sent: rows, unchanged: 0, failed: 0 },
    })
    type Stored = { value: { id: string; properties: { title: string } }[] }
    const { value } = await tenant.emulator.control<Stored>('GET', 'items?connectionId=helpdesk&top=2000')
    expect(value.filter(({ id, properties }) => properties.title !== `Ticket ${id.slice(1)}`)).toEqual([])
    expect(value).toHaveLength(rows)
    expect(early(await tenant.requests('PUT'), onItsWayMs + late.mostMs())).toEqual([])
  })
})

type Logged = { at: string; durationMs: number; path: string; status: number; answered?: unknown }

/** An answer may take so long to the other side, and as long again as this process could do nothing. */
const onItsWayMs = 300

/** Requests that began while Graph had asked to wait; those that were on their way when it asked are none of them. */
function early(requests: Logged[], onItsWayMs: number) {
  const holds = requests
    .filter(({ status }) => status === 429 || status === 503)
    .map(({ at }) => ({ from: Date.parse(at), until: Date.parse(at) + 950 }))
  return requests.flatMap(({ at, durationMs, path, status }) => {
    const began = Date.parse(at) - durationMs
    const hold = holds.find(({ from, until }) => began > from + onItsWayMs && began < until)
    return hold ? [{ path, status, tooEarlyMs: hold.until - began }] : []
  })
}
