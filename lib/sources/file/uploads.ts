import { randomUUID } from 'node:crypto'
import { and, desc, eq, inArray, lt, ne, notInArray, sql } from 'drizzle-orm'
import type { Db, Opened } from '../../db/open'
import { sources, syncs, uploadChunks, uploads } from '../../db/schema'
import { AppError } from '../../platform/errors'
import { type CsvRow, inspectCsv, readCsv } from './csv'

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

/** Streams a file into the database and looks at it on the way. A file with a fault leaves nothing behind. */
export async function storeUpload(
  { db }: Opened,
  { connectionId, fileName, uploadedBy, maxBytes }: NewUpload,
  stream: AsyncIterable<Uint8Array>,
): Promise<Upload> {
  const id = randomUUID()
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
        .insert(uploads)
        .values({ id, connectionId, fileName, size, uploadedBy, ...shape })
        .returning()
      if (!upload) throw new Error('The database did not give the upload back.')
      await removeOld(tx, upload)
      return upload
    })
  } catch (error) {
    await db.delete(uploadChunks).where(eq(uploadChunks.uploadId, id))
    throw error
  }
}

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
    .select({ id: sources.uploadId })
    .from(sources)
    .where(eq(sources.connectionId, connectionId))
  const live = tx
    .select({ id: syncs.uploadId })
    .from(syncs)
    .where(and(eq(syncs.connectionId, connectionId), inArray(syncs.status, ['queued', 'running'])))
  const removed = await tx
    .delete(uploads)
    .where(
      and(
        eq(uploads.connectionId, connectionId),
        ne(uploads.id, id),
        notInArray(uploads.id, mapped),
        notInArray(uploads.id, live),
      ),
    )
    .returning({ id: uploads.id })
  if (removed.length === 0) return
  const ids = removed.map((upload) => upload.id)
  await tx.delete(uploadChunks).where(inArray(uploadChunks.uploadId, ids))
}

/** Removes the bytes of uploads that were broken off by the end of the process. */
export async function removeBrokenOff(db: Db) {
  const complete = db.select({ id: uploads.id }).from(uploads)
  await db
    .delete(uploadChunks)
    .where(
      and(
        lt(uploadChunks.storedAt, sql`now() - interval '1 day'`),
        notInArray(uploadChunks.uploadId, complete),
      ),
    )
}

export async function getUpload(db: Db, uploadId: string): Promise<Upload> {
  const [upload] = await db.select().from(uploads).where(eq(uploads.id, uploadId))
  if (!upload) throw gone()
  return upload
}

const gone = () => new AppError('not-found', 'The uploaded file is gone. Upload it again.', { field: 'file' })

/** The file that was uploaded last, if any. */
export async function latestUpload(db: Db, connectionId: string): Promise<Upload | null> {
  const [upload] = await db
    .select()
    .from(uploads)
    .where(eq(uploads.connectionId, connectionId))
    .orderBy(desc(uploads.uploadedAt))
    .limit(1)
  return upload ?? null
}

/** The rows of an uploaded file, in their order and in batches. One chunk at a time is in memory. */
export async function* readUpload({ db }: Opened, uploadId: string): AsyncGenerator<CsvRow[]> {
  const { delimiter, size } = await getUpload(db, uploadId)
  yield* readCsv(chunksOf(db, uploadId, size), { delimiter })
}

async function* chunksOf(db: Db, uploadId: string, size: number): AsyncGenerator<Uint8Array> {
  for (let seq = 0, read = 0; read < size; seq++) {
    const [chunk] = await db
      .select({ data: fromBytea })
      .from(uploadChunks)
      .where(and(eq(uploadChunks.uploadId, uploadId), eq(uploadChunks.seq, seq)))
    // A file that ends early would pass for a shorter one.
    if (!chunk) throw gone()
    const data = Buffer.from(chunk.data, 'base64')
    read += data.length
    yield data
  }
}

/** The first rows of an uploaded file. */
export async function peekRows(opened: Opened, uploadId: string, count: number): Promise<CsvRow[]> {
  const rows: CsvRow[] = []
  for await (const batch of readUpload(opened, uploadId)) {
    rows.push(...batch.slice(0, count - rows.length))
    if (rows.length === count) break
  }
  return rows
}
