import { setTimeout as sleep } from 'node:timers/promises'
import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { z } from 'zod'
import { seenConnection } from '@/lib/db/connections'
import type { Opened } from '@/lib/db/open'
import { acls, audit, commands, externalGroups, ledger } from '@/lib/db/schema'
import type { Command } from '@/lib/services/command'
import { connectionFacts } from '@/lib/services/connections/connection-facts'
import { ask } from '@/lib/services/execute'
import { addMembers } from '@/lib/services/groups/add-members'
import { applyMembers } from '@/lib/services/groups/apply-members'
import { createGroup } from '@/lib/services/groups/create-group'
import { deleteGroup } from '@/lib/services/groups/delete-group'
import { listGroups } from '@/lib/services/groups/list-groups'
import { planMembers } from '@/lib/services/groups/plan-members'
import { readGroup } from '@/lib/services/groups/read-group'
import { readGroupUse } from '@/lib/services/groups/read-group-use'
import { removeMembers } from '@/lib/services/groups/remove-members'
import { retryGroup } from '@/lib/services/groups/retry-group'
import { updateGroup } from '@/lib/services/groups/update-group'
import { takeLease } from '@/lib/sync/lease'
import { eachDatabase } from '../../support/database'
import { emulatedGraph, ready } from '../../support/graph'
import { alex, contextFor, perform } from '../../support/services'
import { workerOf } from '../../support/sync'

const connectionId = 'helpdesk'
const support = '2f5c7c0e-5a4d-5d2b-9a57-6a0d1f0a7b04'

type View = Awaited<ReturnType<typeof readGroup.run>>
const isSettled = ({ group }: View) => group.owed === 0 && group.state === 'there'

/** A tenant with a connection, a worker, and a hand on its groups. */
async function start(opened: Opened) {
  const tenant = await emulatedGraph({ connections: [ready(connectionId)] })
  const context = contextFor(opened, tenant)
  await seenConnection(opened.db, { id: connectionId, kind: 'content' })
  await workerOf(opened, context)
  const act = <S extends z.ZodType, T>(command: Command<S, T>, input: object) =>
    perform(command, context, { connectionId, ...input } as z.input<S>)
  const view = (groupId: string) => ask(readGroup, context, { connectionId, groupId })
  return {
    tenant,
    context,
    act,
    view,
    create: (groupId: string, displayName = groupId) =>
      act(createGroup, { group: { groupId, displayName, description: '' } }),
    /** Waits until Graph has everything of the group, or what `when` says. */
    async settled(groupId: string, when = isSettled) {
      for (const end = Date.now() + 60_000; Date.now() < end; await sleep(50)) {
        // Group and members are read side by side: what comes after is sure.
        if (when(await view(groupId))) return await view(groupId)
      }
      throw new Error(`The group did not come that far: ${JSON.stringify(await view(groupId))}`)
    },
    async gone(groupId: string) {
      for (const end = Date.now() + 60_000; Date.now() < end; await sleep(50))
        if ((await opened.db.$count(externalGroups, eq(externalGroups.groupId, groupId))) === 0) return
      throw new Error('The group is still there.')
    },
    async held(groupId: string) {
      const path = `/external/connections/${connectionId}/groups/${groupId}`
      return (await tenant.everything.call('get', path)).body
    },
  }
}

eachDatabase('external groups', (open) => {
  test('are created, given members of three kinds, renamed, emptied and deleted', async () => {
    const opened = await open()
    const { tenant, act, create, settled, gone, held } = await start(opened)
    await create('tier1', 'Tier 1')
    await create('all-tiers')
    await act(addMembers, {
      groupId: 'tier1',
      members: [
        { type: 'user', name: 'AlexW@contoso.com' },
        { type: 'group', name: support.toUpperCase() },
      ],
    })
    await act(addMembers, { groupId: 'all-tiers', members: [{ type: 'externalGroup', name: 'tier1' }] })
    expect(await settled('tier1')).toMatchObject({
      group: { displayName: 'Tier 1', members: 2, membersKnown: true },
      members: expect.arrayContaining([
        expect.objectContaining({ type: 'user', name: 'alexw@contoso.com', state: 'there' }),
        expect.objectContaining({ type: 'group', name: 'Support Desk', memberId: support }),
      ]),
      within: ['all-tiers'],
    })
    await settled('all-tiers')
    expect(await held('tier1')).toMatchObject({ displayName: 'Tier 1' })

    await act(updateGroup, { groupId: 'tier1', names: { displayName: 'First line', description: 'Phones.' } })
    await settled('tier1')
    expect(await held('tier1')).toMatchObject({ displayName: 'First line', description: 'Phones.' })

    await act(removeMembers, { groupId: 'tier1', members: 'all' })
    expect((await settled('tier1')).members).toEqual([])

    await act(deleteGroup, { groupId: 'tier1', items: 0 })
    await gone('tier1')
    await expect(held('tier1')).rejects.toMatchObject({ code: 'not-found' })
    const entries = await opened.db.select().from(audit).where(eq(audit.action, 'removeMembers'))
    expect(entries.at(-1)).toMatchObject({ outcome: 'done', target: connectionId })

    // One that Graph has already is taken over; its other members are not known.
    const path = `/external/connections/${connectionId}/groups`
    await tenant.everything.call('post', path, { id: 'older', displayName: 'By another tool' })
    await create('older', 'Ours now')
    expect((await settled('older')).group).toMatchObject({ membersKnown: false })
    expect(await held('older')).toMatchObject({ displayName: 'Ours now' })
  })

  test('take nobody whom the tenant does not have, and nothing from who may not', async () => {
    const opened = await open()
    const { context, act, create, settled, held } = await start(opened)
    await create('strict')
    const add = (type: string, name: string) =>
      act(addMembers, { groupId: 'strict', members: [{ type, name }] })
    await expect(add('user', 'nobody@contoso.com')).rejects.toMatchObject({ code: 'invalid', field: 'name' })
    await expect(add('user', 'Alex')).rejects.toThrow('neither a user principal name')
    await expect(add('group', 'Support Desk')).rejects.toThrow('object id of a group')
    await expect(add('group', crypto.randomUUID())).rejects.toThrow('The tenant has no group')
    await expect(add('externalGroup', 'strict')).rejects.toThrow('in itself')
    await expect(create('strict')).rejects.toMatchObject({ code: 'conflict', field: 'groupId' })
    expect((await settled('strict')).members).toEqual([])

    // Whoever holds the lease of the connection changes them.
    const lease = await takeLease(opened.db, connectionId)
    await create('leased')
    expect(await opened.db.select().from(commands).where(eq(commands.status, 'waiting'))).toMatchObject([
      { records: { groupIds: ['leased'] }, askedBy: alex.username },
    ])
    await expect(held('leased')).rejects.toMatchObject({ code: 'not-found' })
    await lease?.release()
    await settled('leased')

    const reader = { ...context, actor: { ...alex, roles: ['Operator' as const] } }
    await expect(
      perform(removeMembers, reader, { connectionId, groupId: 'leased', members: 'all' }),
    ).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('stay owed while Graph does not know them or refuses, and are tried again', async () => {
    const opened = await open()
    const { tenant, act, create, settled } = await start(opened)
    await tenant.settings({ groupVisibleMs: 600_000 })
    await create('late')
    await act(addMembers, { groupId: 'late', members: [{ type: 'user', name: 'alexw@contoso.com' }] })
    const waiting = await settled('late', ({ members }) => members[0]?.problem != null)
    expect(waiting.members[0]?.problem?.message).toBe('Graph does not know the group (yet).')
    expect(waiting.group).toMatchObject({ owed: 1, failed: 0 })

    await tenant.wait({ minutes: 15 })
    await tenant.settings({ groupVisibleMs: 0 })
    expect((await settled('late')).members).toMatchObject([{ state: 'there', problem: null }])

    await create('refused')
    await settled('refused')
    const path = `/external/connections/${connectionId}/groups/refused/members`
    await tenant.fail({ match: { method: 'POST', path }, status: 400, message: 'Not this one.', times: 1 })
    await act(addMembers, { groupId: 'refused', members: [{ type: 'user', name: 'alexw@contoso.com' }] })
    const failed = await settled('refused', ({ group }) => group.failed === 1)
    expect(failed.members[0]?.problem?.message).toContain('Not this one.')

    const facts = await connectionFacts(opened.db, connectionId)
    expect(facts.get(connectionId)).toMatchObject({ refusedGroups: 1 })
    await act(retryGroup, { groupId: 'refused' })
    expect((await settled('refused')).members).toMatchObject([{ state: 'there' }])
  })

  test('follow a file once its plan was seen, and tell which items would lose readers', async () => {
    const opened = await open()
    const { context, act, create, view, settled, gone } = await start(opened)
    await create('fromfile')
    await act(addMembers, {
      groupId: 'fromfile',
      members: [
        { type: 'user', name: 'alexw@contoso.com' },
        { type: 'externalGroup', name: 'tier2' },
      ],
    })
    await settled('fromfile')
    const plan = (text: string) => ask(planMembers, context, { connectionId, groupId: 'fromfile', text })
    const wrong = await plan('type,id\nuser,nobody@contoso.com\nrobot,x\n')
    expect(wrong.problems).toEqual([
      'Line 3: robot is no type. Write one of user, group, externalGroup.',
      'The tenant has no user nobody@contoso.com.',
    ])

    const text = `type,id\nuser,alexw@contoso.com\ngroup,${support}\n`
    const shown = await plan(text)
    expect(shown).toMatchObject({
      added: [{ memberId: support, name: 'Support Desk' }],
      notNamed: [{ memberId: 'tier2' }],
      same: 1,
      problems: [],
    })
    expect((await view('fromfile')).members).toHaveLength(2)
    const apply = (basis: string) => act(applyMembers, { groupId: 'fromfile', text, remove: true, basis })
    await expect(apply('of before')).rejects.toMatchObject({ code: 'conflict' })
    expect(await apply(shown.basis)).toEqual({ added: 1, removed: 1 })
    expect((await settled('fromfile')).members.map(({ name }) => name).sort()).toEqual([
      'Support Desk',
      'alexw@contoso.com',
    ])
    await opened.db.execute(
      sql`insert into group_members (connection_id, group_id, member_id, type, name, state, added_by)
        select ${connectionId}, 'fromfile', 'm' || n, 'user', 'm' || n, 'there', 'test' from generate_series(1, 20001) n`,
    )
    await expect(plan(text)).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('more than 20,000 members'),
    })

    const grant = { type: 'externalGroup', value: 'used', accessType: 'grant' } as const
    const lists = {
      alone: [grant],
      two: [grant, { type: 'user', value: alex.oid, accessType: 'grant' }],
      denied: [
        { type: 'everyone', value: 't', accessType: 'grant' },
        { ...grant, accessType: 'deny' },
      ],
      other: [{ ...grant, value: 'used2' }],
    } as const
    await opened.db
      .insert(acls)
      .values(Object.entries(lists).map(([hash, entries]) => ({ connectionId, hash, entries: [...entries] })))
    await opened.db.insert(ledger).values(
      [...Object.keys(lists), 'alone'].map((aclHash, at) => ({
        connectionId,
        itemId: `item${at}`,
        hash: 'h',
        aclHash,
        syncId: crypto.randomUUID(),
      })),
    )
    await create('used')
    await settled('used')

    expect(await ask(readGroupUse, context, { connectionId, groupId: 'used' })).toMatchObject({
      items: 4,
      onlyReader: 2,
      denied: 1,
      sample: [{ itemId: 'item0' }, { itemId: 'item1' }, { itemId: 'item2' }, { itemId: 'item4' }],
    })
    const { groups, inTenant } = await ask(listGroups, context, { connectionId, words: 'USED' })
    expect(groups).toMatchObject([{ groupId: 'used', items: 4 }])
    expect(inTenant).toBeGreaterThan(1)
    await expect(act(deleteGroup, { groupId: 'used', items: 3 })).rejects.toThrow(
      '4 items name the group by now',
    )
    await act(deleteGroup, { groupId: 'used', items: 4 })
    await gone('used')
  })
})
