import { and, eq, ne } from 'drizzle-orm'
import type { Db } from '../../db/open'
import { externalGroups, groupMembers } from '../../db/schema'
import type { Graph } from '../../graph/client'
import { addMember, removeMember } from '../../graph/groups'
import type { CommandResult } from '../../model/sync/command'
import { eachAtOnce } from '../commands/each-at-once'
import { callOf, type Held } from '../commands/send-records'
import { addOnceMore, removeOnceMore } from './crossed'
import { owedAfter } from './owed'
import { type GroupOwed, groupOf, noteOwed, type Telling, tellGroup } from './tell-group'

interface Deps {
  db: Db
  graph: Graph
}

interface Changing extends Telling {
  held: Held
}

type MemberOwed = typeof groupMembers.$inferSelect

/** Brings Graph to what the store says of these groups. What Graph does not take stays owed, with the reason. */
export async function changeGroups(
  deps: Deps,
  held: Held,
  { connectionId, groupIds }: { connectionId: string; groupIds: string[] },
): Promise<CommandResult> {
  const changing = { ...deps, held, connectionId, pool: held.pool, call: callOf(held) }
  const done: boolean[] = []
  for (const groupId of groupIds) {
    held.signal.throwIfAborted()
    const [group] = await deps.db.select().from(externalGroups).where(groupOf(connectionId, groupId))
    if (!group) continue
    if (group.state !== 'there') {
      done.push(await changeGroup(changing, group))
      if (!done.at(-1) || group.state === 'deleting') continue
    }
    done.push(...(await changeMembers(changing, groupId)))
  }
  const failed = done.filter((one) => !one).length
  return { sent: done.length - failed, failed, failures: [], trace: null }
}

/** Takes a group itself to its wanted state, and tells whether Graph has taken it. */
async function changeGroup(changing: Changing, group: GroupOwed): Promise<boolean> {
  const { db, held, connectionId } = changing
  try {
    await tellGroup(changing, group)
    return true
  } catch (error) {
    held.signal.throwIfAborted()
    await noteOwed(db, connectionId, group, error)
    return false
  }
}

/** All changes of members that are owed, side by side. */
async function changeMembers(changing: Changing, groupId: string): Promise<boolean[]> {
  const { db, held, connectionId } = changing
  const owed = await db
    .select()
    .from(groupMembers)
    .where(
      and(
        eq(groupMembers.connectionId, connectionId),
        eq(groupMembers.groupId, groupId),
        ne(groupMembers.state, 'there'),
      ),
    )
  return await eachAtOnce(owed, held.pool.limit, (member) => changeMember(changing, member))
}

async function changeMember({ db, graph, held, call, connectionId }: Changing, member: MemberOwed) {
  held.signal.throwIfAborted()
  const { groupId, memberId, state, tries } = member
  const mine = and(
    eq(groupMembers.connectionId, connectionId),
    eq(groupMembers.groupId, groupId),
    eq(groupMembers.memberId, memberId),
    eq(groupMembers.state, state),
  )
  try {
    const change = state === 'adding' ? addMember : removeMember
    await held.pool.within(() => change(graph, connectionId, member, call), call.signal)
    if (state === 'removing') {
      await db.delete(groupMembers).where(mine)
      await addOnceMore(db, connectionId, [{ groupId, member }])
    } else {
      const there = { state: 'there' as const, problem: null, nextAt: null, tries: 0 }
      const added = await db
        .update(groupMembers)
        .set(there)
        .where(mine)
        .returning({ id: groupMembers.memberId })
      const { type, name, addedBy } = member
      if (added.length === 0)
        await removeOnceMore(db, { connectionId, groupId, member: { memberId, type, name }, addedBy })
    }
    return true
  } catch (error) {
    held.signal.throwIfAborted()
    await db.update(groupMembers).set(owedAfter(error, tries)).where(mine)
    return false
  }
}
