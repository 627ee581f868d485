import { and, eq, ne } from 'drizzle-orm'
import type { Db } from '../../db/open'
import { externalGroups } from '../../db/schema'
import type { CallOptions, Graph } from '../../graph/client'
import { createGroup, deleteGroup, updateGroup } from '../../graph/groups'
import { AppError } from '../../platform/errors'
import type { Pool } from '../pool'
import { owedAfter } from './owed'

export type GroupOwed = typeof externalGroups.$inferSelect

export interface Telling {
  db: Db
  graph: Graph
  connectionId: string
  pool: Pool
  call: CallOptions
}

export const groupOf = (connectionId: string, groupId: string) =>
  and(eq(externalGroups.connectionId, connectionId), eq(externalGroups.groupId, groupId))

const settled = { state: 'there' as const, problem: null, nextAt: null, tries: 0 }

/** Takes a group at Graph to the state that the store wants. Throws when Graph does not take it. */
export async function tellGroup(telling: Telling, group: GroupOwed): Promise<void> {
  const { db, graph, connectionId } = telling
  const { groupId, state, asked } = group
  // Whoever asked for something else meanwhile has the last word.
  const mine = and(groupOf(connectionId, groupId), eq(externalGroups.state, state))
  if (state === 'deleting') {
    await within(telling, (call) => deleteGroup(graph, connectionId, groupId, call))
    await db.delete(externalGroups).where(mine)
    return
  }
  if (state === 'changing') return await tellNames(telling, group)
  await db.update(externalGroups).set({ asked: true }).where(mine)
  const isNew = await within(telling, (call) =>
    createGroup(graph, connectionId, bodyOf(group), call).then(() => true, existing),
  )
  if (isNew || asked) {
    await db.update(externalGroups).set(settled).where(mine)
    return
  }
  // Somebody else's: it gets the wanted names, and may have members that nobody lists.
  await db.update(externalGroups).set({ state: 'changing', membersKnown: false }).where(mine)
  await tellNames(telling, group)
}

async function tellNames(telling: Telling, group: GroupOwed) {
  const { db, graph, connectionId } = telling
  const { groupId, displayName, description } = group
  await within(telling, (call) => updateGroup(graph, connectionId, bodyOf(group), call))
  await db
    .update(externalGroups)
    .set(settled)
    .where(
      and(
        groupOf(connectionId, groupId),
        eq(externalGroups.state, 'changing'),
        // Renamed again while Graph was told: that is still owed.
        eq(externalGroups.displayName, displayName),
        eq(externalGroups.description, description),
      ),
    )
}

async function within<T>({ pool, call }: Telling, send: (call: CallOptions) => Promise<T>): Promise<T> {
  const answer = await pool.within(() => send(call), call.signal)
  pool.succeeded()
  return answer
}

const bodyOf = ({ groupId, displayName, description }: GroupOwed) => ({
  id: groupId,
  displayName,
  description,
})

function existing(error: unknown) {
  if (error instanceof AppError && error.code === 'conflict') return false
  throw error
}

/** Keeps why Graph did not take it, unless somebody has asked for something else meanwhile. Throws what is no answer of Graph. */
export async function noteOwed(
  db: Db,
  connectionId: string,
  { groupId, state, tries }: GroupOwed,
  error: unknown,
) {
  // One that Graph had already was to get its names.
  const still =
    state === 'creating'
      ? and(ne(externalGroups.state, 'deleting'), ne(externalGroups.state, 'there'))
      : eq(externalGroups.state, state)
  await db
    .update(externalGroups)
    .set(owedAfter(error, tries))
    .where(and(groupOf(connectionId, groupId), still))
}
