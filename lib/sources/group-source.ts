import { eq } from 'drizzle-orm'
import { ensureParent } from '../db/connections'
import type { Db } from '../db/open'
import { groupSources } from '../db/schema'
import type { GroupFields } from '../model/groups/group-fields'
import type { AbortRules } from '../model/sync/abort-rules'
import { SourceSettings } from '../model/sync/source'
import { sourceName } from '../model/sync/source-name'
import { getUpload } from './file/stored-upload'
import type { Snapshot } from './snapshot'

export interface GroupSource extends Snapshot {
  settings: SourceSettings
  /** What its records may hold: the columns of a file, the fields that a test found. */
  fields: readonly string[]
  groupFields: GroupFields
  /** Null for the usual ones. */
  abortRules: AbortRules | null
  hasSecrets: boolean
}

/** Where the members of the connection's external groups come from; null when nobody has said. */
export async function getGroupSource(db: Db, connectionId: string): Promise<GroupSource | null> {
  const [source] = await db.select().from(groupSources).where(eq(groupSources.connectionId, connectionId))
  return source ? await groupSourceOf(db, source) : null
}

/** The same of a source as it is kept, or would be. */
export async function groupSourceOf(
  db: Db,
  source: NewGroupSource & Pick<Row, 'abortRules'>,
): Promise<GroupSource> {
  const settings = SourceSettings.parse(source)
  const { groupFields, abortRules = null, secrets = null, fields = [] } = source
  const shared = {
    settings,
    groupFields,
    abortRules,
    sourceKind: settings.kind,
    sourceConfig: settings.config,
  }
  if (settings.kind === 'file') {
    const { fileName, columns, rows } = await getUpload(db, settings.config.uploadId)
    return { ...shared, sourceName: fileName, totalRows: rows, fields: columns, hasSecrets: false }
  }
  const sourceNamed = sourceName(settings)
  return { ...shared, sourceName: sourceNamed, totalRows: null, fields, hasSecrets: secrets !== null }
}

type Row = typeof groupSources.$inferInsert
/** Its limits stay as they are. */
export type NewGroupSource = Omit<Row, 'savedAt' | 'abortRules'>

/** Makes this the source of the connection's groups. */
export async function replaceGroupSource(db: Db, source: NewGroupSource): Promise<void> {
  const saved = { ...source, savedAt: new Date() }
  await db.transaction(async (tx) => {
    await ensureParent(tx, source.connectionId)
    await tx
      .insert(groupSources)
      .values(saved)
      .onConflictDoUpdate({ target: groupSources.connectionId, set: saved })
  })
}
