import { and, asc, eq, gt, inArray } from 'drizzle-orm'
import type { Db } from '../db/open'
import { syncErrors } from '../db/schema'
import type { Run } from './run-state'

/** The rows that a retry reads: those of its selection that failed in the run before, after its checkpoint. */
export async function selectedRows(db: Db, { retryOf, selection, checkpoint }: Run): Promise<number[]> {
  const { code, rows } = selection ?? {}
  const found = await db
    .select({ row: syncErrors.row })
    .from(syncErrors)
    .where(
      and(
        eq(syncErrors.syncId, retryOf ?? ''),
        gt(syncErrors.row, checkpoint),
        code === undefined ? undefined : eq(syncErrors.code, code),
        rows === undefined ? undefined : inArray(syncErrors.row, rows),
      ),
    )
    .orderBy(asc(syncErrors.row))
  return found.map(({ row }) => row)
}
