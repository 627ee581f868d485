import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { groupMembers } from '@/lib/db/schema'
import { addMembers } from '@/lib/services/groups/add-members'
import { removeMembers } from '@/lib/services/groups/remove-members'
import { emptyPglite } from '../support/database'
import { groupsTenant } from '../support/groups'
import { perform } from '../support/services'
import { untilSync } from '../support/sync'

const head = 'group,member,type\n'
const groupId = 'team'
const latency = { minMs: 2_500, medianMs: 2_500, p95Ms: 2_500, maxMs: 2_500 }

async function setUp() {
  const opened = await emptyPglite()
  const tenant = await groupsTenant(opened)
  await tenant.work()
  const states = async () =>
    Object.fromEntries(
      (await opened.db.select().from(groupMembers).where(eq(groupMembers.groupId, groupId))).map(
        ({ memberId, state }) => [memberId, state] as const,
      ),
    )
  return {
    ...tenant,
    opened,
    states,
    inGraph: async () => (await tenant.groups()).flatMap(({ members }) => members.map(({ id }) => id)),
    /** The next such request takes long, and comes into effect only then. */
    slow: (method: string) => tenant.fail({ match: { method, path: '/members' }, times: 1, latency }),
    run: (members: string[]) =>
      tenant.start(head + members.map((id) => `${groupId},${id},externalGroup\n`).join('')),
  }
}

const within = { timeout: 60_000, interval: 50 }

test('who is taken out by hand while a run asks Graph to add them is out in the end', async () => {
  const { connectionId, context, opened, inGraph, states, slow, run } = await setUp()
  await slow('POST')
  const syncId = await run(['x1'])
  await expect.poll(async () => (await states()).x1, within).toBeDefined()

  await perform(removeMembers, context, { connectionId, groupId, members: ['x1'] })
  await expect.poll(states, within).toEqual({})
  await untilSync(opened, syncId)

  await expect.poll(async () => [await states(), await inGraph()], within).toEqual([{}, []])
})

test('who is added by hand while a run takes them out is in, and stays though the source names them no more', async () => {
  const { connectionId, context, opened, inGraph, states, slow, run } = await setUp()
  await untilSync(opened, await run(['x1', 'x2', 'x3']))
  await slow('DELETE')
  const syncId = await run(['x2', 'x3'])
  await expect.poll(async () => (await states()).x1, within).not.toBe('there')

  const members = ['x1', 'x3'].map((name) => ({ type: 'externalGroup' as const, name }))
  await perform(addMembers, context, { connectionId, groupId, members })
  await expect.poll(states, within).toEqual({ x1: 'there', x2: 'there', x3: 'there' })
  await untilSync(opened, syncId)

  const all = { x1: 'there', x2: 'there', x3: 'there' }
  await expect.poll(async () => [await states(), await inGraph()], within).toEqual([all, ['x1', 'x2', 'x3']])
  expect(await untilSync(opened, await run(['x2']))).toMatchObject({
    status: 'succeeded',
    changes: { deleted: 0, held: 0 },
  })
  expect(await inGraph()).toEqual(['x1', 'x2', 'x3'])
})
