import { and, desc, eq, inArray, isNotNull } from 'drizzle-orm'
import type { Db } from '../../db/open'
import { syncs } from '../../db/schema'
import type { RunType } from '../../model/sync/run-type'
import type { SourceKindName } from '../../model/sync/source'
import { type Mapped, mappingVersion } from '../../sync/mapping-version'

/** The same as long as a run reads the same kind of source and makes the same items of it. */
export const basisOf = (kind: SourceKindName, mapped: Mapped) => `${kind} ${mappingVersion(mapped)}`

/** Runs that read the source of the items, and those that read that of the groups. */
const typesOf = { items: ['full', 'incremental'], groups: ['groups'] } satisfies Record<string, RunType[]>

/** Whether nothing was sent with this basis last: the source is new, or what is made of it has changed. */
export async function needsPlan(
  db: Db,
  connectionId: string,
  basis: string,
  of: keyof typeof typesOf = 'items',
): Promise<boolean> {
  const [last] = await db
    .select({ basis: syncs.basis })
    .from(syncs)
    .where(
      and(
        eq(syncs.connectionId, connectionId),
        inArray(syncs.phase, ['push', 'finalize']),
        inArray(syncs.type, typesOf[of]),
        isNotNull(syncs.basis),
      ),
    )
    .orderBy(desc(syncs.createdAt))
    .limit(1)
  return last?.basis !== basis
}
