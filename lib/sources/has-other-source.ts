import { isDeepStrictEqual } from 'node:util'
import type { Db } from '../db/open'
import type { syncs } from '../db/schema'
import { sameMapping } from '../model/mapping/mapping'
import { SourceSettings } from '../model/sync/source'
import { getGroupSource } from './group-source'
import { getSource } from './source'

type Run = typeof syncs.$inferSelect

/** Whether somebody has changed the source of a connection, or what is made of it, since a run was started. */
export async function hasOtherSource(db: Db, run: Run): Promise<boolean> {
  const { connectionId, sourceKind: kind, sourceConfig: config } = run
  if (!config) return false
  const read = SourceSettings.parse({ kind, config })
  if (run.type === 'groups') {
    const source = await getGroupSource(db, connectionId)
    if (!source) return false
    return !isDeepStrictEqual([source.settings, source.groupFields], [read, run.groupFields])
  }
  const source = await getSource(db, connectionId)
  if (!source) return false
  const { kind: nowKind, config: nowConfig, mapping } = source
  return !isDeepStrictEqual({ kind: nowKind, config: nowConfig }, read) || !sameMapping(mapping, run.mapping)
}
