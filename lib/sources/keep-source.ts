import type { Db } from '../db/open'
import { type NewSource, saveSource, saveSourceMapping } from './source'

/** Remembers a mapping, with the file that it is for if one comes along. */
export async function keepSource(
  db: Db,
  { uploadId, ...source }: Omit<NewSource, 'uploadId'> & { uploadId?: string },
): Promise<void> {
  if (uploadId === undefined) await saveSourceMapping(db, source)
  else await saveSource(db, { ...source, uploadId })
}
