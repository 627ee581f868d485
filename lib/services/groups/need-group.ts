import { and, eq } from 'drizzle-orm'
import type { Db } from '../../db/open'
import { externalGroups } from '../../db/schema'
import { AppError } from '../../platform/errors'

export const isGroup = (connectionId: string, groupId: string) =>
  and(eq(externalGroups.connectionId, connectionId), eq(externalGroups.groupId, groupId))

/** The group as it is kept, locked until the transaction ends. Throws `not-found`. */
export async function needGroup(db: Db, connectionId: string, groupId: string) {
  const [group] = await db.select().from(externalGroups).where(isGroup(connectionId, groupId)).for('update')
  if (!group)
    throw new AppError('not-found', 'The console knows no such group. Somebody may have deleted it.')
  return group
}

/** The same, of a group that is not being deleted. */
export async function needLastingGroup(db: Db, connectionId: string, groupId: string) {
  const group = await needGroup(db, connectionId, groupId)
  if (group.state === 'deleting')
    throw new AppError('conflict', `The group ${groupId} is being deleted. Wait until it is gone.`)
  return group
}
