import { and, isNotNull, lte, sql } from 'drizzle-orm'
import { externalGroups, groupMembers } from '../../db/schema'
import { AppError } from '../../platform/errors'
import type { Resources } from '../context'
import { askForChanges } from './ask-for-changes'

/** Tries what is due by now: Graph was busy, or did not know a new group yet. */
export async function retryDueGroups({ queue }: Pick<Resources, 'queue'>): Promise<void> {
  await queue.transaction(async (tx, add) => {
    const members = await tx
      .update(groupMembers)
      .set({ nextAt: null })
      .where(isDue(groupMembers))
      .returning({ connectionId: groupMembers.connectionId, groupId: groupMembers.groupId })
    const groups = await tx
      .update(externalGroups)
      .set({ nextAt: null })
      .where(isDue(externalGroups))
      .returning({ connectionId: externalGroups.connectionId, groupId: externalGroups.groupId })
    const due = new Map<string, Set<string>>()
    for (const { connectionId, groupId } of [...members, ...groups])
      due.set(connectionId, (due.get(connectionId) ?? new Set()).add(groupId))
    for (const [connectionId, ids] of due) {
      const groupIds = [...ids]
      // What is being deleted takes its groups with it.
      await askForChanges({ db: tx, queue: { add } }, { connectionId, groupIds, askedBy: 'console' }).catch(
        unlessDeleting,
      )
    }
  })
}

const isDue = ({ nextAt }: typeof groupMembers | typeof externalGroups) =>
  and(isNotNull(nextAt), lte(nextAt, sql`now()`))

function unlessDeleting(error: unknown) {
  if (!(error instanceof AppError) || error.code !== 'conflict') throw error
}
