import type { Db } from '../db/open'
import { type NewSource, needUploadOf, type Source, saveSource, saveSourceMapping } from './source'

type Given = Omit<NewSource, 'uploadId'> & { uploadId?: string }

/** Remembers a mapping, with the file that it is for if one comes along. */
export async function keepSource(db: Db, { uploadId, ...source }: Given): Promise<void> {
  if (uploadId === undefined) await saveSourceMapping(db, source)
  else await saveSource(db, { ...source, uploadId })
}

/** What the source would be after that; null when a mapping alone has nothing to map. */
export async function wouldBe(
  db: Db,
  saved: Source | null,
  { uploadId, connectionId, mapping }: Given,
): Promise<Source | null> {
  if (uploadId === undefined) return saved && { ...saved, mapping }
  const { fileName, columns, rows } = await needUploadOf(db, connectionId, uploadId)
  return {
    kind: 'file',
    config: { uploadId },
    name: fileName,
    fields: columns,
    totalRows: rows,
    mapping,
    abortRules: saved?.abortRules ?? null,
    watermark: null,
    hasSecrets: false,
  }
}
