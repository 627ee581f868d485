import { putItem } from '@/lib/graph/items'
import { type Ground, openGround } from '../endure/ground'
import { startTickets, untilEnded } from '../endure/tickets'
import { report } from './report'
import { steadyState } from './steady'

const rows = 10_000
const fewer = 3_000
const sample = 150
/** That Graph allows one app on one connection. */
const ceiling = 25
const connectionId = 'helpdesk'

/** Measured at Graph: p50 0.44 s, p95 1.09 s, p99 1.61 s; the mean of 0.51 s lets 25 in flight send 49 a second. */
const profile = { match: { method: 'PUT' }, latency: { minMs: 50, medianMs: 440, p95Ms: 1090, maxMs: 8000 } }
const gateway = { match: { method: 'PUT' }, rate: 0.01, status: 502, html: '<h1>Bad gateway</h1>' }

/**
 * How well the wire is used, counted by the server: at 100 ms a request against sending one by one as samples do, and
 * with the latencies that were measured in production. Worker, database and local tenant are processes of their own.
 */
export async function wire(): Promise<boolean> {
  const fast = await onGround({ EMULATOR_LATENCY_MS: '100' }, async (ground, held) => {
    const alone = await oneByOne(ground, async (id, item) => {
      await putItem(ground.ingestion, connectionId, id, item)
    })
    const withUsers = await oneByOne(ground, async (id, item) => {
      await ground.ingestion.call('get', '/users/alexw@contoso.com')
      await putItem(ground.ingestion, connectionId, id, item)
    })
    const { perSecond, mean, most } = await measure(ground, rows)
    held('one by one', alone, 'items/s')
    held('one by one, with the user', withUsers, 'items/s')
    held('sent', perSecond, 'items/s')
    held('speed-up', perSecond / alone, '×', { atLeast: 24 })
    held('speed-up, with the user', perSecond / withUsers, '×', { atLeast: 44 })
    held('in flight of 25', (mean * 100) / ceiling, '%', { atLeast: 96 })
    held('most in flight', most, 'requests', { atMost: ceiling })
  })
  const real = await onGround({}, async (ground, held) => {
    await ground.ask('POST', 'faults', { seed: 1, faults: [profile] })
    const clean = await measure(ground, fewer)
    held('production profile', clean.perSecond, 'items/s', { atLeast: 46.5 })
    held('production profile, in flight of 25', (clean.mean * 100) / ceiling, '%')
    held('production profile, most in flight', clean.most, 'requests', { atMost: ceiling })
  })
  const broken = await onGround({}, async (ground, held) => {
    await ground.ask('POST', 'faults', { seed: 1, faults: [profile, gateway] })
    const faulty = await measure(ground, fewer)
    held('production profile, 1 % of 502', faulty.perSecond, 'items/s', { atLeast: 44 })
    held('production profile, 1 % of 502, in flight of 25', (faulty.mean * 100) / ceiling, '%')
  })
  return fast && real && broken
}

type Held = (
  metric: string,
  value: number,
  unit: string,
  budget?: { atLeast: number } | { atMost: number },
) => void

async function onGround(
  settings: Record<string, string>,
  work: (ground: Ground, held: Held) => Promise<void>,
): Promise<boolean> {
  const ground = await openGround({ EMULATOR_SEED: 'demo', ...settings })
  let ok = true
  try {
    await ground.connect(connectionId)
    ground.worker()
    await work(ground, (metric, value, unit, budget) => {
      ok = report('wire', { metric, value, unit, budget }) && ok
    })
    return ok
  } finally {
    await ground.close()
  }
}

async function measure(ground: Ground, count: number) {
  const { syncId } = await startTickets(ground, connectionId, count)
  const steady = await steadyState(ground, syncId, count)
  const view = await untilEnded(ground, syncId)
  if (view.counts.sent !== count) throw new Error(`Not all were sent: ${JSON.stringify(view)}`)
  return steady
}

/** Items per second when each waits for the one before, under ids of their own. */
async function oneByOne({ env }: Ground, send: (id: string, item: unknown) => Promise<void>) {
  const item = {
    acl: [{ type: 'everyone', value: env.tenantId, accessType: 'grant' }],
    properties: { title: 'One by one', url: 'https://help.contoso.com/1' },
    content: { type: 'text', value: 'Sent as a sample program does.' },
  }
  const started = performance.now()
  for (let at = 0; at < sample; at++) await send(`sample${at}`, item)
  return (sample * 1000) / (performance.now() - started)
}
