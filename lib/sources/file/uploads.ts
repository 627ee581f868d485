import { randomUUID } from 'node:crypto'
import { and, desc, eq, inArray, isNotNull, lt, ne, notInArray, sql } from 'drizzle-orm'
import { ensureParent } from '../../db/connections'
import type { Db } from '../../db/open'
import { sources, syncs, uploadChunks, uploads } from '../../db/schema'
import { liveStatuses } from '../../model/sync/status'
import { AppError } from '../../platform/errors'
import type { SourceRecord } from '../record'
import { inspectCsv, readCsv } from './csv'

export type Upload = typeof uploads.$inferSelect

export interface NewUpload {
  connectionId: string
  fileName: string
  uploadedBy: string
  maxBytes: number
}

const chunkBytes = 1_000_000

// As text: PGlite turns every byte of a bytea into a string of its own, which took longer than all the rest.
const toBytea = (data: Buffer) => sql`decode(${data.toString('base64')}, 'base64')`
const fromBytea = sql<string>`encode(${uploadChunks.data}, 'base64')`

/** Streams a file into the database and checks it on the way. A file with a fault is not kept. */
export async function storeUpload(
  db: Db,
  { connectionId, fileName, uploadedBy, maxBytes }: NewUpload,
  stream: AsyncIterable<Uint8Array>,
): Promise<Upload> {
  const id = randomUUID()
  await db.transaction(async (tx) => {
    await ensureParent(tx, connectionId)
    await tx.insert(uploads).values({ id, connectionId, fileName, uploadedBy })
  })
  let size = 0
  let seq = 0

  async function* storing() {
    for await (const data of chunked(stream)) {
      size += data.length
      if (size > maxBytes) throw tooLarge(maxBytes)
      await db.insert(uploadChunks).values({ uploadId: id, seq: seq++, data: toBytea(data) })
      yield data
    }
  }

  try {
    const shape = await inspectCsv(storing())
    return await db.transaction(async (tx) => {
      const [upload] = await tx
        .update(uploads)
        .set({ ...shape, size, complete: true, uploadedAt: sql`clock_timestamp()` })
        .where(eq(uploads.id, id))
        .returning()
      if (!upload) throw forgotten()
      await removeOld(tx, upload)
      return upload
    })
  } catch (error) {
    const [removed] = await db.delete(uploads).where(eq(uploads.id, id)).returning({ id: uploads.id })
    // Without its parent nothing of it could be written, which is no fault of the database.
    throw removed ? error : forgotten()
  }
}

const forgotten = () =>
  new AppError('conflict', 'The connection was deleted while the file was being uploaded.', { field: 'file' })

const tooLarge = (maxBytes: number) =>
  new AppError(
    'invalid',
    `The file is larger than ${maxBytes / 1_000_000} MB. Split it, or have UPLOAD_MAX_MB raised.`,
    { field: 'file' },
  )

/** The same bytes in chunks of one size, however they came over the network. */
async function* chunked(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let parts: Uint8Array[] = []
  let length = 0
  for await (const part of stream) {
    for (let at = 0; at < part.length; ) {
      const some = part.subarray(at, at + chunkBytes - length)
      parts.push(some)
      length += some.length
      at += some.length
      if (length < chunkBytes) continue
      yield Buffer.concat(parts)
      parts = []
      length = 0
    }
  }
  if (length > 0) yield Buffer.concat(parts)
}

/** Of a connection's files only the newest, the mapped one and those of live runs are needed. */
async function removeOld(tx: Db, { id, connectionId }: Upload) {
  const mapped = tx
    .select({ id: sql`(${sources.config}->>'uploadId')::uuid` })
    .from(sources)
    .where(and(eq(sources.connectionId, connectionId), eq(sources.kind, 'file')))
  const live = tx
    .select({ id: syncs.snapshotId })
    .from(syncs)
    .where(
      and(
        eq(syncs.connectionId, connectionId),
        inArray(syncs.status, liveStatuses),
        // \`not in\` finds nothing when one of the values is null.
        isNotNull(syncs.snapshotId),
      ),
    )
  await tx
    .delete(uploads)
    .where(
      and(
        eq(uploads.connectionId, connectionId),
        eq(uploads.complete, true),
        ne(uploads.id, id),
        notInArray(uploads.id, mapped),
        notInArray(uploads.id, live),
      ),
    )
}

/** Deletes uploads that were interrupted by the end of the process, with their bytes. */
export async function removeBrokenOff(db: Db) {
  await db
    .delete(uploads)
    .where(and(eq(uploads.complete, false), lt(uploads.uploadedAt, sql`now() - interval '1 day'`)))
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
export async function latestUpload(db: Db, connectionId: string): Promise<Upload | null> {
  const [upload] = await db
    .select()
    .from(uploads)
    .where(and(eq(uploads.connectionId, connectionId), eq(uploads.complete, true)))
    .orderBy(desc(uploads.uploadedAt))
    .limit(1)
  return upload ?? null
}

/** The rows of an uploaded file, in their order and in batches. One chunk at a time is in memory. */
export async function* readUpload(db: Db, uploadId: string): AsyncGenerator<SourceRecord[]> {
  const { delimiter, size } = await getUpload(db, uploadId)
  yield* readCsv(chunksOf(db, uploadId, size), { delimiter })
}

async function* chunksOf(db: Db, uploadId: string, size: number): AsyncGenerator<Uint8Array> {
  for (let seq = 0, read = 0; read < size; seq++) {
    const [chunk] = await db
      .select({ data: fromBytea })
      .from(uploadChunks)
      .where(and(eq(uploadChunks.uploadId, uploadId), eq(uploadChunks.seq, seq)))
    // Otherwise a file with a missing part would look like a shorter file.
    if (!chunk) throw gone()
    const data = Buffer.from(chunk.data, 'base64')
    read += data.length
    yield data
  }
}

/** The first rows of an uploaded file. */
export async function peekRows(db: Db, uploadId: string, count: number): Promise<SourceRecord[]> {
  const rows: SourceRecord[] = []
  for await (const batch of readUpload(db, uploadId)) {
    rows.push(...batch.slice(0, count - rows.length))
    if (rows.length === count) break
  }
  return rows
}
