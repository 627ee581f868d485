import { Readable } from 'node:stream'
import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { groupMembers, snapshots, syncErrors } from '@/lib/db/schema'
import { HttpConfig } from '@/lib/model/sync/http-source'
import { ask } from '@/lib/services/execute'
import { addMembers } from '@/lib/services/groups/add-members'
import { readGroup } from '@/lib/services/groups/read-group'
import { saveGroupSource } from '@/lib/services/groups/save-group-source'
import { startGroupsRun } from '@/lib/services/groups/start-groups-run'
import { approvePlan } from '@/lib/services/sync/approve-plan'
import { exportSyncErrors } from '@/lib/services/sync/export-sync-errors'
import { getPlan } from '@/lib/services/sync/get-plan'
import { approveDeletions, rejectDeletions } from '@/lib/services/sync/held-deletions'
import { retryFailed } from '@/lib/services/sync/retry-failed'
import { apiServer } from '../support/api-server'
import { eachDatabase } from '../support/database'
import { groupsTenant, rowsOf } from '../support/groups'
import { perform } from '../support/services'
import { untilSync } from '../support/sync'

const support = '2f5c7c0e-5a4d-5d2b-9a57-6a0d1f0a7b04'
const alex = '9d9e74ad-9d28-50d7-b985-144a357e8e85'
const head = 'group,member,type\n'
const named = 'group,member,type,group name\n'

eachDatabase('groups of a source', (open) => {
  test('are created and filled as its plan says, and a later run changes only what has changed', async () => {
    const opened = await open()
    const tenant = await groupsTenant(opened)
    const { connectionId, context } = tenant
    await tenant.work()
    const csv = `${named}tier1,AlexW@contoso.com,user,Tier 1
tier1,${support},group,Tier 1
tier1,alexw@contoso.com,user,Tier 1
all,tier1,externalGroup,
empty,,,
tier1,nobody@contoso.com,user,
tier 1,alexw@contoso.com,user,
`
    const planned = await untilSync(opened, await tenant.start(csv, { plan: 'when-new' }))
    expect(planned).toMatchObject({ type: 'groups', status: 'held', phase: 'plan', sourceName: 'groups.csv' })
    const plan = await ask(getPlan, context, { syncId: planned.id })
    expect(plan).toMatchObject({
      rows: 7,
      counts: { new: 4, unchanged: 1, failed: 2, toDelete: 0 },
      groups: { created: 3, renamed: 0 },
    })
    expect((await tenant.members()).asked).toEqual([])

    await perform(approvePlan, context, { syncId: planned.id, hash: plan?.hash ?? '' })
    const first = await untilSync(opened, planned.id)
    expect(first).toMatchObject({
      status: 'with-errors',
      counts: { read: 7, sent: 4, unchanged: 1, failed: 2 },
      changes: { created: 4, updated: 3, deleted: 0, held: 0 },
    })
    expect((await tenant.members()).held).toEqual([`all/tier1`, `tier1/${support}`, `tier1/${alex}`].sort())
    const errors = await opened.db.select().from(syncErrors).where(eq(syncErrors.syncId, first.id))
    expect(errors).toMatchObject([
      { row: 6, code: 'unknown-member', field: 'member' },
      { row: 7, code: 'invalid-group', field: 'group' },
    ])
    const { text } = await ask(exportSyncErrors, context, { syncId: first.id })
    const [titles, line] = (await Readable.from(text).toArray()).join('').split('\r\n')
    expect(titles).toContain('"row","group",')
    expect(line).toContain('Correct the member in the source')

    // Somebody adds a member by hand, who stays; the source has another name, one less and one more.
    await perform(addMembers, context, {
      connectionId,
      groupId: 'tier1',
      members: [{ type: 'user', name: 'megan@contoso.com' }],
    })
    const changed = `${named}tier1,alexw@contoso.com,user,First line\nall,tier1,externalGroup,\nall,luisg@contoso.com,,\n`
    const second = await untilSync(opened, await tenant.start(changed))
    expect(second).toMatchObject({
      status: 'succeeded',
      counts: { read: 3, sent: 1, unchanged: 2, failed: 0 },
      changes: { created: 1, updated: 1, deleted: 1, held: 0 },
    })
    const { group, members } = await ask(readGroup, context, { connectionId, groupId: 'tier1' })
    expect(group).toMatchObject({ displayName: 'First line', state: 'there' })
    expect(members.map(({ name }) => name).sort()).toEqual(['alexw@contoso.com', 'megan@contoso.com'])
    expect((await tenant.members()).held).not.toContain(`tier1/${support}`)
    // What the source of the items was is another matter.
    expect(await opened.db.$count(snapshots, eq(snapshots.holds, 'items'))).toBe(0)
  })

  test('lose many members only after an approval', async () => {
    const opened = await open()
    const tenant = await groupsTenant(opened)
    const { connectionId, context } = tenant
    await tenant.work()
    const whole = head + rowsOf('large', 1, 30) + rowsOf('small', 1, 2)
    await untilSync(opened, await tenant.start(whole))
    const inLarge = async () =>
      (await tenant.members()).held.filter((member) => member.startsWith('large/')).length

    const emptied = head + rowsOf('small', 1, 2)
    const held = await untilSync(opened, await tenant.start(emptied))
    expect(held).toMatchObject({
      status: 'held',
      phase: 'finalize',
      counts: { read: 2, unchanged: 2 },
      changes: { deleted: 0, held: 30 },
    })
    expect(await inLarge()).toBe(30)
    const decide = { syncId: held.id, hash: held.heldHash ?? '' }
    await perform(rejectDeletions, context, decide)
    expect(await untilSync(opened, held.id)).toMatchObject({ status: 'succeeded', changes: { held: 0 } })

    // A row that tells nothing may be about anybody: then even one is asked for.
    const unclear = await untilSync(
      opened,
      await tenant.start(`${head + rowsOf('large', 1, 29) + rowsOf('small', 1, 2)},x99,externalGroup\n`),
    )
    expect(unclear).toMatchObject({ status: 'held', changes: { held: 1 }, counts: { failed: 1 } })

    const again = await untilSync(opened, await tenant.start(emptied))
    // The newer list has taken the place of the one before.
    expect(await untilSync(opened, unclear.id)).toMatchObject({ status: 'cancelled' })
    await perform(approveDeletions, context, { syncId: again.id, hash: again.heldHash ?? '' })
    expect(await untilSync(opened, again.id)).toMatchObject({
      status: 'succeeded',
      changes: { deleted: 30, held: 0 },
    })
    expect(await inLarge()).toBe(0)
    const left = and(eq(groupMembers.connectionId, connectionId), eq(groupMembers.groupId, 'large'))
    expect(await opened.db.$count(groupMembers, left)).toBe(0)
    expect((await ask(readGroup, context, { connectionId, groupId: 'large' })).group.members).toBe(0)
  })

  test('come from an API with a secret of its own, which takes nobody out when it answers nothing', async () => {
    const opened = await open()
    const rows = Array.from({ length: 3 }, (_, at) => ({ team: { id: 'api' }, who: `x${at}` }))
    let answer: unknown[] = rows
    const api = await apiServer(() => answer)
    const tenant = await groupsTenant(opened, { allowedHosts: [api.host] })
    const { connectionId, context } = tenant
    await tenant.work()
    const credentials = { kind: 'bearer' } as const
    const config = HttpConfig.parse({ url: `${api.url}/members`, credentials })
    const source = { kind: 'http', config } as const
    const fields = { groupId: 'team.id', member: 'who', otherwise: 'externalGroup' } as const
    const secrets = { credential: 'only of the groups' }
    const save = (more: object) => perform(saveGroupSource, context, { connectionId, source, ...more })
    await save({ secrets, fields })
    const run = async () => {
      const { syncId } = await perform(startGroupsRun, context, { connectionId, plan: 'never' })
      return await untilSync(opened, syncId)
    }

    expect(await run()).toMatchObject({ status: 'succeeded', counts: { sent: 3 }, changes: { updated: 1 } })
    expect(api.seen.at(-1)?.headers.authorization).toBe('Bearer only of the groups')
    answer = []
    expect(await run()).toMatchObject({ status: 'succeeded', changes: { deleted: 0, held: 0 } })
    answer = rows.slice(1)
    expect(await run()).toMatchObject({ status: 'succeeded', changes: { deleted: 1 } })
    expect((await tenant.members()).held).toEqual(['api/x1', 'api/x2'])

    // A source that has other fields by now is not read by the old ones.
    await expect(save({ fields: { ...fields, member: 'gone' } })).rejects.toMatchObject({
      code: 'invalid',
      field: 'member',
    })
    const remote = { kind: 'remote', config: { url: 'https://elsewhere.example/start' } } as const
    await expect(save({ source: remote })).rejects.toMatchObject({ code: 'invalid' })
    await expect(perform(retryFailed, context, { syncId: (await run()).id })).rejects.toThrow(
      'Start a new run',
    )
  })

  test('wait until Graph knows them, bear what it refuses, and go on where a worker stopped', async () => {
    const opened = await open()
    const tenant = await groupsTenant(opened)
    const { connectionId, context } = tenant
    await tenant.settings({ groupVisibleMs: 1_200 })
    const path = `/external/connections/${connectionId}/groups/slow/members`
    const match = { method: 'POST', path }
    // From then on Graph takes so long that the worker is stopped in time, however slow the machine is.
    const latency = { minMs: 2_000, medianMs: 2_000, p95Ms: 2_000, maxMs: 2_000 }
    await tenant.fail(
      { match, status: 400, message: 'Not this one.', times: 1 },
      { match, skip: 40, times: 1_000, latency },
    )
    const worker = await tenant.work()
    const syncId = await tenant.start(head + rowsOf('slow', 1, 100))
    await untilSync(opened, syncId, ({ counts }) => counts.sent >= 30)
    await worker.stop()
    const stopped = await untilSync(opened, syncId, ({ status }) => status === 'queued')
    expect(stopped.counts.sent).toBeLessThan(99)
    await tenant.emulator.control('DELETE', 'faults')

    await tenant.work()
    const run = await untilSync(opened, syncId)
    expect(run).toMatchObject({
      status: 'with-errors',
      counts: { read: 100, sent: 99, unchanged: 0, failed: 1 },
      changes: { updated: 1 },
    })
    const { held, asked } = await tenant.members()
    expect(held).toHaveLength(99)
    expect(asked.length).toBeLessThanOrEqual(99 + 25)
    const states = await opened.db.select().from(groupMembers)
    expect(states.filter(({ state }) => state === 'there')).toHaveLength(99)
    expect(states.find(({ state }) => state !== 'there')?.problem?.message).toContain('Not this one.')

    // The next run tries it again.
    const { syncId: next } = await perform(startGroupsRun, context, { connectionId })
    expect(await untilSync(opened, next)).toMatchObject({
      status: 'succeeded',
      counts: { read: 100, sent: 1, unchanged: 99, failed: 0 },
    })
  })
})
