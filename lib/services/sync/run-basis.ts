import { and, desc, eq, ne } from 'drizzle-orm'
import type { Db } from '../../db/open'
import { syncs } from '../../db/schema'
import { AppError } from '../../platform/errors'
import { snapshotOf } from '../../sources/snapshot'
import { getSource } from '../../sources/source'

/** What a run that reads no source writes down of it: the saved one, else that of the last run. */
export async function runBasis(db: Db, connectionId: string) {
  const source = await getSource(db, connectionId)
  if (source) return { ...snapshotOf(source), mapping: source.mapping }
  const [last] = await db
    .select()
    .from(syncs)
    .where(and(eq(syncs.connectionId, connectionId), ne(syncs.type, 'groups')))
    .orderBy(desc(syncs.createdAt))
    .limit(1)
  if (!last) throw new AppError('invalid', 'This console has sent nothing to the connection yet.')
  const { sourceKind, sourceName, sourceConfig, mapping } = last
  return { sourceKind, sourceName, sourceConfig, mapping }
}
