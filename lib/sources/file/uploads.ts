import { randomUUID } from 'node:crypto'
import { and, eq, inArray, isNotNull, lt, notInArray, type SQL, sql } from 'drizzle-orm'
import { ensureParent } from '../../db/connections'
import type { Db } from '../../db/open'
import { blobs as blobRows, syncs, uploads } from '../../db/schema'
import type { FormatChoice } from '../../model/sync/file-format'
import type { SourceHolds } from '../../model/sync/source'
import { liveStatuses } from '../../model/sync/status'
import { AppError } from '../../platform/errors'
import { sourceTable } from '../source-table'
import { needDataFile } from './detect'
import type { FileShape } from './inspect'
import { inspectSafely } from './inspect-safely'
import { bytesOf, getUpload, latestUpload, type Upload, type UploadStore } from './stored-upload'

export interface NewUpload {
  connectionId: string
  fileName: string
  uploadedBy: string
  maxBytes: number
  holds?: SourceHolds
}

const chunkBytes = 1_000_000

/** Streams a file into the store and checks it on the way. A file with a fault is not kept. */
export async function storeUpload(
  { db, blobs }: UploadStore,
  { connectionId, fileName, uploadedBy, maxBytes, holds = 'items' }: NewUpload,
  stream: AsyncIterable<Uint8Array>,
): Promise<Upload> {
  const id = randomUUID()
  await db.transaction(async (tx) => {
    await ensureParent(tx, connectionId)
    await blobs.create(tx, { id, connectionId })
    await tx.insert(uploads).values({ id, connectionId, fileName, uploadedBy, holds })
  })
  let size = 0
  const writer = blobs.writer(id)

  try {
    const before = await latestUpload(db, connectionId, holds)
    for await (const data of chunked(stream)) {
      if (size === 0) needDataFile(data)
      size += data.length
      if (size > maxBytes) throw tooLarge(maxBytes)
      await writer.append(data)
    }
    await writer.record()
    const shape = await shapeOf({ db, blobs }, { id, size }, before?.choice ?? {})
    const [upload] = await db
      .update(uploads)
      .set({ ...shape, size, complete: true, uploadedAt: sql`clock_timestamp()` })
      .where(eq(uploads.id, id))
      .returning()
    if (!upload) throw forgotten()
    await blobs.delete(inArray(blobRows.id, old(db, upload)))
    return upload
  } catch (error) {
    const removed = await blobs.discard(id)
    // Without its parent nothing of it could be written, which is no fault of the database.
    throw removed ? error : forgotten()
  }
}

/** What was said of the file before may not fit this one. Then it is looked at afresh. */
async function shapeOf(
  store: UploadStore,
  file: Pick<Upload, 'id' | 'size'>,
  choice: FormatChoice,
): Promise<FileShape & { choice: FormatChoice }> {
  const open = () => bytesOf(store, file)
  if (Object.keys(choice).length > 0) {
    try {
      return { ...(await inspectSafely(open, file.size, choice)), choice }
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'invalid') throw error
    }
  }
  return { ...(await inspectSafely(open, file.size)), choice: {} }
}

/** Reads a file anew as an admin says, and remembers that, unless it cannot be read so. */
export async function chooseFormat(
  store: UploadStore,
  uploadId: string,
  choice: FormatChoice,
): Promise<void> {
  const upload = await getUpload(store.db, uploadId)
  const shape = await inspectSafely(() => bytesOf(store, upload), upload.size, choice)
  await store.db
    .update(uploads)
    .set({ ...shape, choice })
    .where(eq(uploads.id, uploadId))
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

/**
 * Of a connection's files only the newest, the mapped one and those that a live run has yet to read are needed. A file that
 * has become complete since is newer than this one.
 */
function old(db: Db, { id, connectionId, holds }: Upload) {
  const mine = db.select({ at: uploads.uploadedAt }).from(uploads).where(eq(uploads.id, id))
  return unneeded(
    db,
    holds,
    and(eq(uploads.connectionId, connectionId), eq(uploads.holds, holds), lt(uploads.uploadedAt, mine)),
  )
}

/** Of these files those that are not mapped, and that no live run has yet to read. */
function unneeded(db: Db, holds: SourceHolds, these: SQL | undefined) {
  const table = sourceTable(holds)
  const mapped = db
    .select({ id: sql`(${table.config}->>'uploadId')::uuid` })
    .from(table)
    .where(eq(table.kind, 'file'))
  const uploadOf = sql`(${syncs.sourceConfig}->>'uploadId')::uuid`
  const live = db
    .select({ id: uploadOf })
    .from(syncs)
    // \`not in\` finds nothing when one of the values is null.
    .where(and(inArray(syncs.status, liveStatuses), isNotNull(uploadOf)))
  return db
    .select({ id: uploads.id })
    .from(uploads)
    .where(
      and(these, eq(uploads.complete, true), notInArray(uploads.id, mapped), notInArray(uploads.id, live)),
    )
}

/** As long as a snapshot of a source. */
const unmappedDays = 14

/** Deletes files that nobody has mapped since they came: they may hold people data. */
export async function removeUnmapped({ db, blobs }: UploadStore) {
  for (const holds of ['items', 'groups'] as const) {
    const late = lt(uploads.uploadedAt, sql`now() - make_interval(days => ${unmappedDays})`)
    const forgotten = unneeded(db, holds, and(eq(uploads.holds, holds), late))
    await blobs.delete(inArray(blobRows.id, forgotten))
  }
}

/** Deletes uploads that were interrupted by the end of the process, with their bytes. */
export async function removeBrokenOff({ db, blobs }: UploadStore) {
  const broken = db
    .select({ id: uploads.id })
    .from(uploads)
    .where(and(eq(uploads.complete, false), lt(uploads.uploadedAt, sql`now() - interval '1 day'`)))
  await blobs.delete(inArray(blobRows.id, broken))
}
