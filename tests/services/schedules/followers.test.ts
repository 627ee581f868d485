import { expect, test, vi } from 'vitest'
import type { Opened } from '@/lib/db/open'
import { createConnection } from '@/lib/graph/connections'
import { updateSchema } from '@/lib/graph/schema'
import { queue } from '@/lib/jobs/queue'
import { Mapping } from '@/lib/model/mapping/mapping'
import { suggestMapping } from '@/lib/model/mapping/suggest'
import type { ScheduleRule, ScheduleSettings } from '@/lib/model/schedules/schedule'
import { schedulesOf } from '@/lib/services/schedules/read-schedules'
import { saveSchedule } from '@/lib/services/schedules/save-schedule'
import { startFollowers } from '@/lib/services/schedules/start-followers'
import { rejectDeletions } from '@/lib/services/sync/held-deletions'
import { startSync } from '@/lib/services/sync/start-sync'
import { listSyncs } from '@/lib/services/sync/views'
import { eachDatabase } from '../../support/database'
import { helpdeskCsv } from '../../support/samples'
import { alex, perform } from '../../support/services'
import { fromTemplate, syncTenant, untilSync, upload, workerOf } from '../../support/sync'

const settings = (rule: ScheduleRule): ScheduleSettings => ({
  rule,
  timeZone: 'UTC',
  overlap: 'skip',
  missed: 'catch-up',
  blackouts: [],
})
const after = (connectionId: string) => settings({ kind: 'after', connectionId })

/** Two connections of which each can follow the other. */
async function twoConnections(opened: Opened) {
  const tenant = await syncTenant(opened)
  const { schema, ...second } = fromTemplate('helpdesk', 'second')
  if (!schema) throw new Error('The template has no schema.')
  await createConnection(tenant.graph, second, { authorizedAppIds: Object.values(tenant.apps) })
  await updateSchema(tenant.graph, 'second', schema)
  await tenant.wait({ minutes: 15 })
  const follow = (connectionId: string, follows: string, context = tenant.context) =>
    perform(saveSchedule, context, { connectionId, runType: 'full', settings: after(follows) })
  const startSecond = async () => {
    const { id, columns } = await upload(opened, helpdeskCsv(3), { connectionId: 'second' })
    const mapping = Mapping.parse(suggestMapping(columns, schema, second.contentCategory))
    const asked = { connectionId: 'second', uploadId: id, mapping, plan: 'never' } as const
    return (await perform(startSync, tenant.context, asked)).syncId
  }
  return { ...tenant, follow, startSecond }
}

eachDatabase('a schedule that follows another connection', (open) => {
  test('starts once after each run of it that succeeds, and after no other', async () => {
    const opened = await open()
    const { context, follow, start, startSecond } = await twoConnections(opened)
    await workerOf(opened, context)
    await untilSync(opened, await startSecond())
    await follow('second', 'helpdesk')

    const followed = await start(helpdeskCsv(3))
    await untilSync(opened, followed)
    await vi.waitUntil(
      async () => (await listSyncs(opened.db, 'second')).filter(({ finishedAt }) => finishedAt).length === 2,
      { timeout: 120_000, interval: 50 },
    )
    // As when the worker died after the job was done and before that was recorded.
    await startFollowers(context, { connectionId: 'helpdesk', syncId: followed })
    const withErrors = await start(`${helpdeskCsv(3)}no ticket at all\n`)
    expect((await untilSync(opened, withErrors)).status).toBe('with-errors')

    expect(await listSyncs(opened.db, 'second')).toMatchObject([
      { status: 'succeeded', startedBy: 'schedule' },
      { startedBy: 'alexw@contoso.com' },
    ])
    expect(await schedulesOf(opened.db, 'second', new Date())).toMatchObject([
      {
        words: 'After each sync of helpdesk that succeeds',
        next: [],
        events: [{ outcome: 'started', times: 1 }],
      },
    ])
    const boss = await queue(opened)
    expect(await boss.findJobs('start-followers')).toHaveLength(1)
  })

  test('starts when somebody keeps the items that were held, which ends the run', async () => {
    const opened = await open()
    const { context, follow, start } = await twoConnections(opened)
    await workerOf(opened, context)
    await untilSync(opened, await start(helpdeskCsv(40)))
    await follow('second', 'helpdesk')
    const { id, heldHash } = await untilSync(opened, await start(helpdeskCsv(5)))
    const boss = await queue(opened)
    expect(await boss.findJobs('start-followers')).toEqual([])

    await perform(rejectDeletions, context, { syncId: id, hash: heldHash ?? '' })

    expect(await boss.findJobs('start-followers')).toHaveLength(1)
  })

  test('is refused when the connections would follow each other in a circle', async () => {
    const opened = await open()
    const { follow } = await twoConnections(opened)
    await expect(follow('second', 'second')).rejects.toMatchObject({
      code: 'invalid',
      field: 'follows',
      message: 'A connection cannot follow itself. Choose another one.',
    })
    const [one, other] = await Promise.allSettled([
      follow('second', 'helpdesk'),
      follow('helpdesk', 'second'),
    ])
    expect([one.status, other.status].sort()).toEqual(['fulfilled', 'rejected'])
    expect((one.status === 'rejected' ? one : (other as PromiseRejectedResult)).reason).toMatchObject({
      code: 'invalid',
      message: expect.stringMatching(/^That would be a circle: \w+ follows \w+ follows \w+\. Choose another/),
    })
  })

  test('needs a connection that exists and that its admin may see', async () => {
    const opened = await open()
    const { context, follow } = await twoConnections(opened)
    await expect(follow('second', 'nowhere')).rejects.toMatchObject({ code: 'not-found' })
    const grants = [{ role: 'Admin' as const, connectionId: 'second' }]
    const limited = { ...context, actor: { ...alex, roles: [], grants } }
    await expect(follow('second', 'helpdesk', limited)).rejects.toMatchObject({ code: 'forbidden' })
  })
})
