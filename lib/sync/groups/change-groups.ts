import { and, eq, ne } from 'drizzle-orm'
import type { Db } from '../../db/open'
import { externalGroups, groupMembers } from '../../db/schema'
import type { CallOptions, Graph } from '../../graph/client'
import { addMember, createGroup, deleteGroup, removeMember, updateGroup } from '../../graph/groups'
import type { CommandResult } from '../../model/sync/command'
import { AppError } from '../../platform/errors'
import { eachAtOnce } from '../commands/each-at-once'
import { callOf, type Held } from '../commands/send-records'
import { owedAfter } from './owed'

interface Deps {
  db: Db
  graph: Graph
}

interface Changing extends Deps {
  held: Held
  call: CallOptions
  connectionId: string
}

type GroupOwed = typeof externalGroups.$inferSelect
type MemberOwed = typeof groupMembers.$inferSelect

/** Brings Graph to what the store says of these groups. What Graph does not take stays owed, with the reason. */
export async function changeGroups(
  deps: Deps,
  held: Held,
  { connectionId, groupIds }: { connectionId: string; groupIds: string[] },
): Promise<CommandResult> {
  const changing = { ...deps, held, connectionId, call: callOf(held) }
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

const groupOf = (connectionId: string, groupId: string) =>
  and(eq(externalGroups.connectionId, connectionId), eq(externalGroups.groupId, groupId))

/** Takes a group itself to its wanted state, and tells whether Graph has taken it. */
async function changeGroup(changing: Changing, group: GroupOwed): Promise<boolean> {
  const { db, graph, held, call, connectionId } = changing
  const { groupId, state, tries, asked, displayName, description } = group
  // Whoever asked for something else meanwhile has the last word.
  const mine = and(groupOf(connectionId, groupId), eq(externalGroups.state, state))
  const body = { id: groupId, displayName, description }
  try {
    if (state === 'deleting') {
      await held.pool.within(() => deleteGroup(graph, connectionId, groupId, call), call.signal)
      await db.delete(externalGroups).where(mine)
      return true
    }
    const settled = { state: 'there' as const, problem: null, nextAt: null, tries: 0 }
    if (state === 'changing') {
      await held.pool.within(() => updateGroup(graph, connectionId, body, call), call.signal)
      await db
        .update(externalGroups)
        .set(settled)
        .where(and(mine, namedSo(group)))
      return true
    }
    await db.update(externalGroups).set({ asked: true }).where(mine)
    const isNew = await held.pool.within(
      () => createGroup(graph, connectionId, body, call).then(() => true, existing),
      call.signal,
    )
    if (isNew || asked) {
      await db.update(externalGroups).set(settled).where(mine)
      return true
    }
    // Somebody else's: it gets the wanted names, and may have members that nobody lists.
    const taken = { ...group, state: 'changing' as const }
    await db.update(externalGroups).set({ state: 'changing', membersKnown: false }).where(mine)
    return await changeGroup(changing, taken)
  } catch (error) {
    held.signal.throwIfAborted()
    await db.update(externalGroups).set(owedAfter(error, tries)).where(mine)
    return false
  }
}

/** Renamed again while Graph was told: that is still owed. */
const namedSo = ({ displayName, description }: GroupOwed) =>
  and(eq(externalGroups.displayName, displayName), eq(externalGroups.description, description))

function existing(error: unknown) {
  if (error instanceof AppError && error.code === 'conflict') return false
  throw error
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
    if (state === 'removing') await db.delete(groupMembers).where(mine)
    else
      await db.update(groupMembers).set({ state: 'there', problem: null, nextAt: null, tries: 0 }).where(mine)
    return true
  } catch (error) {
    held.signal.throwIfAborted()
    await db.update(groupMembers).set(owedAfter(error, tries)).where(mine)
    return false
  }
}
