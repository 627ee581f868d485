import { eq } from 'drizzle-orm'
import type { Db } from '../db/open'
import { sources } from '../db/schema'
import type { Mapping } from '../model/mapping/mapping'
import type { AbortRules } from '../model/sync/abort-rules'
import { FileConfig, type SourceKindName } from '../model/sync/source'
import { AppError } from '../platform/errors'
import { getUpload, type Upload } from './file/uploads'

export interface Source {
  kind: SourceKindName
  upload: Upload
  mapping: Mapping
  /** Null for the usual ones. */
  abortRules: AbortRules | null
}

/** Where the connection's items come from; null when nobody has said yet. */
export async function getSource(db: Db, connectionId: string): Promise<Source | null> {
  const [source] = await db.select().from(sources).where(eq(sources.connectionId, connectionId))
  if (!source) return null
  const { kind, mapping, abortRules } = source
  const { uploadId } = FileConfig.parse(source.config)
  return { kind, upload: await getUpload(db, uploadId), mapping, abortRules }
}

export interface NewSource {
  connectionId: string
  uploadId: string
  mapping: Mapping
  savedBy: string
}

/** Remembers which file the next run reads, and how its rows become items. */
export async function saveSource(db: Db, { uploadId, ...source }: NewSource): Promise<void> {
  const upload = await getUpload(db, uploadId)
  if (upload.connectionId !== source.connectionId) {
    throw new AppError('invalid', 'This file was uploaded for another connection.', { field: 'file' })
  }
  const saved = { ...source, kind: 'file' as const, config: { uploadId }, savedAt: new Date() }
  await db.insert(sources).values(saved).onConflictDoUpdate({ target: sources.connectionId, set: saved })
}

/** When runs of the source stop by themselves from now on. */
export async function saveAbortRules(db: Db, connectionId: string, abortRules: AbortRules): Promise<void> {
  const [saved] = await db
    .update(sources)
    .set({ abortRules })
    .where(eq(sources.connectionId, connectionId))
    .returning({ id: sources.connectionId })
  if (!saved) throw new AppError('invalid', 'Upload a file and map its columns first.', { field: 'file' })
}
