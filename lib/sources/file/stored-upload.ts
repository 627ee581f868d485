import { and, desc, eq } from 'drizzle-orm'
import type { Blobs } from '../../blobs/blobs'
import type { Db } from '../../db/open'
import { uploads } from '../../db/schema'
import type { SourceHolds } from '../../model/sync/source'
import type { UploadView } from '../../model/sync/upload'
import { AppError } from '../../platform/errors'

export type Upload = typeof uploads.$inferSelect

/** Where uploads are: their rows, and their bytes. */
export interface UploadStore {
  db: Db
  blobs: Blobs
}

export async function getUpload(db: Db, uploadId: string): Promise<Upload> {
  const [upload] = await db
    .select()
    .from(uploads)
    .where(and(eq(uploads.id, uploadId), eq(uploads.complete, true)))
  if (!upload) throw gone()
  return upload
}

const gone = () => new AppError('not-found', 'The uploaded file is gone. Upload it again.', { field: 'file' })

/** The file that was uploaded last, if any. */
export async function latestUpload(
  db: Db,
  connectionId: string,
  holds: SourceHolds = 'items',
): Promise<Upload | null> {
  const [upload] = await db
    .select()
    .from(uploads)
    .where(and(eq(uploads.connectionId, connectionId), eq(uploads.holds, holds), eq(uploads.complete, true)))
    .orderBy(desc(uploads.uploadedAt))
    .limit(1)
  return upload ?? null
}

/** The bytes of an uploaded file, in chunks. */
export async function* bytesOf(
  { blobs }: Pick<UploadStore, 'blobs'>,
  { id, size }: Pick<Upload, 'id' | 'size'>,
): AsyncGenerator<Uint8Array> {
  for (let n = 0, read = 0; read < size; n++) {
    const chunk = await blobs.read(id, n)
    // Otherwise a file with a missing part would look like a shorter file.
    if (!chunk) throw gone()
    read += chunk.length
    yield chunk
  }
}

/** An upload as pages show it. */
export function uploadView({
  uploadedAt,
  connectionId: _,
  complete: __,
  holds: ___,
  ...upload
}: Upload): UploadView {
  return { ...upload, uploadedAt: uploadedAt.toISOString() }
}
