import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { externalGroups, groupMembers } from '@/lib/db/schema'
import { deleteGroup } from '@/lib/graph/groups'
import { HttpConfig } from '@/lib/model/sync/http-source'
import { ask } from '@/lib/services/execute'
import { addMembers } from '@/lib/services/groups/add-members'
import { saveGroupSource } from '@/lib/services/groups/save-group-source'
import { startGroupsRun } from '@/lib/services/groups/start-groups-run'
import { approvePlan } from '@/lib/services/sync/approve-plan'
import { getPlan } from '@/lib/services/sync/get-plan'
import { pauseSync, resumeSync } from '@/lib/services/sync/pause-sync'
import { apiServer } from '../support/api-server'
import { emptyPglite } from '../support/database'
import { groupsTenant, rowsOf } from '../support/groups'
import { perform } from '../support/services'
import { untilSync } from '../support/sync'

const head = 'group,member,type\n'
const within = { timeout: 60_000, interval: 50 }

test('a group that was deleted elsewhere after the plan was made is planned anew, and gets all of its members again', async () => {
  const opened = await emptyPglite()
  const tenant = await groupsTenant(opened)
  const { connectionId, context } = tenant
  const names = async () => (await tenant.groups()).map(({ id, members }) => `${id} ${members.length}`)
  await tenant.work()
  await untilSync(opened, await tenant.start(head + rowsOf('kept', 1, 2) + rowsOf('lost', 1, 20)))
  const byHand = [{ type: 'externalGroup' as const, name: 'by-hand' }]
  await perform(addMembers, context, { connectionId, groupId: 'lost', members: byHand })
  await expect.poll(names, within).toEqual(['kept 2', 'lost 21'])

  const more = head + rowsOf('kept', 1, 3) + rowsOf('lost', 1, 20)
  const planned = await untilSync(opened, await tenant.start(more, { plan: 'always' }))
  const plan = await ask(getPlan, context, { syncId: planned.id })
  expect(plan).toMatchObject({ counts: { new: 1, unchanged: 22 }, groups: { created: 0 } })
  const longAgo = sql`now() - interval '2 hours'`
  await opened.db.update(externalGroups).set({ createdAt: longAgo })
  await deleteGroup(tenant.everything, connectionId, 'lost')

  await perform(approvePlan, context, { syncId: planned.id, hash: plan?.hash ?? '' })
  const again = await untilSync(opened, planned.id)
  expect(again).toMatchObject({ status: 'held', phase: 'plan', problem: { code: 'conflict' } })
  const anew = await ask(getPlan, context, { syncId: planned.id })
  // Of the 21 that it takes now, the approved plan allowed some.
  expect((anew?.counts.new ?? 0) + (anew?.sentBefore ?? 0)).toBe(21)

  await perform(approvePlan, context, { syncId: planned.id, hash: anew?.hash ?? '' })
  expect(await untilSync(opened, planned.id)).toMatchObject({
    status: 'succeeded',
    counts: { read: 23, sent: 21, unchanged: 2, failed: 0 },
  })
  // Whom nobody's source names is told again a little later.
  const hand = eq(groupMembers.memberId, 'by-hand')
  expect(await opened.db.select().from(groupMembers).where(hand)).toMatchObject([{ state: 'adding' }])
  await opened.db.update(groupMembers).set({ nextAt: sql`now()` }).where(hand)
  await expect.poll(names, within).toEqual(['kept 3', 'lost 21'])
})

test('a source that is changed before a run has read it is not shown the new secret, nor read any more', async () => {
  const opened = await emptyPglite()
  const api = await apiServer(() => [{ group: 'team', who: 'x1' }])
  const tenant = await groupsTenant(opened, { allowedHosts: [api.host] })
  const { connectionId, context } = tenant
  const save = (path: string, credential: string) =>
    perform(saveGroupSource, context, {
      connectionId,
      source: {
        kind: 'http',
        config: HttpConfig.parse({ url: `${api.url}${path}`, credentials: { kind: 'bearer' } }),
      },
      secrets: { credential },
      fields: { groupId: 'group', member: 'who', otherwise: 'externalGroup' },
    })
  await save('/old', 'of the old one')
  const { syncId } = await perform(startGroupsRun, context, { connectionId, plan: 'never' })
  await perform(pauseSync, context, { syncId })
  await save('/new', 'of the new one')
  await perform(resumeSync, context, { syncId })
  await tenant.work()

  expect(await untilSync(opened, syncId)).toMatchObject({
    status: 'failed',
    problem: { message: expect.stringContaining('The source was changed before this run had read it') },
  })
  const told = api.seen.map(({ url, headers }) => `${url} ${headers.authorization}`)
  expect(new Set(told)).toEqual(new Set(['/old Bearer of the old one', '/new Bearer of the new one']))
})

test('a plan says that the source was changed after it was made, and still does what it says', async () => {
  const opened = await emptyPglite()
  const tenant = await groupsTenant(opened)
  const { context } = tenant
  await tenant.work()
  const { id: syncId } = await untilSync(
    opened,
    await tenant.start(head + rowsOf('team', 1, 3), { plan: 'always' }),
  )
  const planOf = () => ask(getPlan, context, { syncId })
  expect(await planOf()).toMatchObject({ sourceChanged: false })

  await tenant.read(head + rowsOf('team', 4, 9))
  const plan = await planOf()
  expect(plan).toMatchObject({ sourceChanged: true, counts: { new: 3 } })
  await perform(approvePlan, context, { syncId, hash: plan?.hash ?? '' })
  expect(await untilSync(opened, syncId)).toMatchObject({ status: 'succeeded', counts: { sent: 3 } })
})
