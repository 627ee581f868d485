import { expect, test } from 'vitest'
import { ask } from '@/lib/services/execute'
import { listRunSamples } from '@/lib/services/sync/list-run-samples'
import { eachDatabase } from '../support/database'
import { helpdeskCsv } from '../support/samples'
import { syncTenant, untilSync } from '../support/sync'

eachDatabase('the samples of a run', (open) => {
  test('add up to its counts and stay within the limit of requests in flight', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    await tenant.settings({ latencyMs: 100 })
    await tenant.work()
    const syncId = await tenant.start(helpdeskCsv(500))
    const { counts } = await untilSync(opened, syncId, undefined, { seconds: 60 })

    const samples = await ask(listRunSamples, tenant.context, { syncId })

    const sum = (name: 'sent' | 'unchanged' | 'failed') =>
      samples.reduce((total, sample) => total + sample[name], 0)
    expect({ sent: sum('sent'), unchanged: sum('unchanged'), failed: sum('failed') }).toEqual({
      sent: counts.sent,
      unchanged: counts.unchanged,
      failed: counts.failed,
    })
    expect(Math.max(...samples.map(({ inFlightHigh }) => inFlightHigh))).toBeGreaterThan(8)
    expect(Math.max(...samples.map(({ inFlightHigh }) => inFlightHigh))).toBeLessThanOrEqual(25)
    expect(samples[0]?.medianMs).toBeGreaterThanOrEqual(90)
  })

  test('tell how often Graph asked to slow down, and for how long nothing was sent', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    await tenant.work()
    await tenant.fail({ match: { method: 'PUT' }, times: 6, status: 429, retryAfter: 2 })
    const syncId = await tenant.start(helpdeskCsv(200))
    await untilSync(opened, syncId)

    const samples = await ask(listRunSamples, tenant.context, { syncId })

    expect(samples.reduce((sum, { throttled }) => sum + throttled, 0)).toBeGreaterThanOrEqual(6)
    expect(samples.reduce((sum, { heldMs }) => sum + heldMs, 0)).toBeGreaterThanOrEqual(1_500)
  })
})
