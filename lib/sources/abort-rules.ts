import { eq } from 'drizzle-orm'
import type { Db } from '../db/open'
import { type AbortRules, rulesOf } from '../model/sync/abort-rules'
import type { SourceHolds } from '../model/sync/source'
import { AppError } from '../platform/errors'
import { sourceTable } from './source-table'

/** When runs of a connection's source stop by themselves, and when they ask. */
export async function getAbortRules(db: Db, connectionId: string, holds: SourceHolds): Promise<AbortRules> {
  const table = sourceTable(holds)
  const [source] = await db
    .select({ abortRules: table.abortRules })
    .from(table)
    .where(eq(table.connectionId, connectionId))
  return rulesOf(source?.abortRules ?? null)
}

/** The same from now on. */
export async function saveAbortRules(
  db: Db,
  connectionId: string,
  abortRules: AbortRules,
  holds: SourceHolds,
): Promise<void> {
  const table = sourceTable(holds)
  const [saved] = await db
    .update(table)
    .set({ abortRules })
    .where(eq(table.connectionId, connectionId))
    .returning({ id: table.connectionId })
  if (!saved) throw new AppError('invalid', missing[holds], { field: 'file' })
}

const missing: Record<SourceHolds, string> = {
  items: 'Upload a file and map its columns first.',
  groups: 'Choose where the members come from first, and save it.',
}
