import { eq } from 'drizzle-orm'
import { ensureParent } from '../db/connections'
import type { Db } from '../db/open'
import { sources } from '../db/schema'
import type { Mapping } from '../model/mapping/mapping'
import type { AbortRules } from '../model/sync/abort-rules'
import { type SourceConfig, type SourceKindName, SourceSettings } from '../model/sync/source'
import { sourceName } from '../model/sync/source-name'
import { AppError } from '../platform/errors'
import { getUpload } from './file/stored-upload'

export interface Source {
  kind: SourceKindName
  config: SourceConfig
  name: string
  /** What its records may hold: the columns of a file, the fields that a test found. */
  fields: readonly string[]
  /** Null when it is not known beforehand. */
  totalRows: number | null
  mapping: Mapping
  /** Null for the usual ones. */
  abortRules: AbortRules | null
  /** Up to where its changes were read; null before the first run, and for a source that cannot tell them. */
  watermark: string | null
  /** Whether secrets are kept for it. */
  hasSecrets: boolean
}

/** Where the connection's items come from; null when nobody has said yet. */
export async function getSource(db: Db, connectionId: string): Promise<Source | null> {
  const [source] = await db.select().from(sources).where(eq(sources.connectionId, connectionId))
  if (!source) return null
  const settings = SourceSettings.parse(source)
  const { mapping, abortRules, watermark } = source
  const shared = { ...settings, mapping, abortRules, watermark }
  if (settings.kind === 'file') {
    const { fileName, columns, rows } = await getUpload(db, settings.config.uploadId)
    return { ...shared, name: fileName, fields: columns, totalRows: rows, hasSecrets: false }
  }
  const { fields } = source
  return {
    ...shared,
    name: sourceName(settings),
    fields,
    totalRows: null,
    hasSecrets: source.secrets !== null,
  }
}

/** A file that was uploaded for this connection. */
export async function needUploadOf(db: Db, connectionId: string, uploadId: string) {
  const upload = await getUpload(db, uploadId)
  if (upload.connectionId !== connectionId)
    throw new AppError('invalid', 'This file was uploaded for another connection.', { field: 'file' })
  return upload
}

export interface NewSource {
  connectionId: string
  uploadId: string
  mapping: Mapping
  savedBy: string
}

/** Remembers which file the next run reads, and how its rows become items. */
export async function saveSource(db: Db, { uploadId, ...source }: NewSource): Promise<void> {
  await needUploadOf(db, source.connectionId, uploadId)
  const kept = { secrets: null, sample: null, fields: [], watermark: null, savedAt: new Date() }
  const saved = { ...source, kind: 'file' as const, config: { uploadId }, ...kept }
  await db.insert(sources).values(saved).onConflictDoUpdate({ target: sources.connectionId, set: saved })
}

type Row = typeof sources.$inferInsert

/** Makes a source that is no file that of the connection; up to where it was read is forgotten. */
export async function replaceSource(
  db: Db,
  source: Pick<
    Row,
    'connectionId' | 'kind' | 'config' | 'fields' | 'sample' | 'secrets' | 'mapping' | 'savedBy'
  >,
): Promise<void> {
  const saved = { ...source, watermark: null, savedAt: new Date() }
  await db.transaction(async (tx) => {
    await ensureParent(tx, source.connectionId)
    await tx.insert(sources).values(saved).onConflictDoUpdate({ target: sources.connectionId, set: saved })
  })
}

/** Remembers how the records of the connection's source become items, whatever it is. */
export async function saveSourceMapping(
  db: Db,
  { connectionId, mapping, savedBy }: Omit<NewSource, 'uploadId'>,
): Promise<void> {
  const [saved] = await db
    .update(sources)
    .set({ mapping, savedBy, savedAt: new Date() })
    .where(eq(sources.connectionId, connectionId))
    .returning({ id: sources.connectionId })
  if (!saved) throw new AppError('invalid', 'Choose where the items come from first.', { field: 'file' })
}
