import { eq } from 'drizzle-orm'
import { snapshots } from '../db/schema'
import { AppError } from '../platform/errors'
import { unpackRecords } from './chunk'
import { keyBytes } from './id-key'
import type { StagedRecord } from './staged'
import type { SnapshotRow, Stores } from './write-snapshot'

const gone = () =>
  new AppError(
    'not-found',
    'What the source held then is not kept any more. Start a new run: it reads the source again.',
  )

/** Throws `not-found` when it has expired. */
export async function getSnapshot({ db }: Stores, id: string): Promise<SnapshotRow> {
  const [row] = await db.select().from(snapshots).where(eq(snapshots.id, id))
  if (!row) throw gone()
  return row
}

/** The records from a row on, a chunk at a time; only chunks with such records are read. */
export async function* readRecords(
  stores: Stores,
  snapshot: SnapshotRow,
  from = 1,
): AsyncGenerator<StagedRecord[]> {
  for (let chunk = chunkOf(snapshot, from); chunk < snapshot.firstRows.length; chunk++) {
    const records = await readChunk(stores, snapshot, chunk)
    yield records[0] && records[0].row < from ? records.filter(({ row }) => row >= from) : records
  }
}

/** These rows, in their order; each chunk that has one of them is read once. */
export async function* pickRecords(
  stores: Stores,
  snapshot: SnapshotRow,
  rows: readonly number[],
): AsyncGenerator<StagedRecord[]> {
  const wanted = new Set(rows)
  const chunks = new Set(rows.map((row) => chunkOf(snapshot, row)))
  for (const chunk of [...chunks].sort((one, other) => one - other)) {
    const records = await readChunk(stores, snapshot, chunk)
    yield records.filter(({ row }) => wanted.has(row))
  }
}

/** The keys of the item ids of one chunk. */
export async function readKeysOf({ blobs }: Stores, { id }: SnapshotRow, chunk: number): Promise<Buffer> {
  const keys = await blobs.read(id, chunk * 2 + 1)
  if (!keys) throw gone()
  return keys
}

/** Gives out the keys of all item ids, chunk by chunk, with the row of the first. */
export async function* readKeys(stores: Stores, snapshot: SnapshotRow, upTo = Infinity) {
  for (const [chunk, first] of snapshot.firstRows.entries()) {
    if (first > upTo) return
    const keys = await readKeysOf(stores, snapshot, chunk)
    const count = Math.min(keys.length / keyBytes, upTo - first + 1)
    yield { first, keys: keys.subarray(0, count * keyBytes) }
  }
}

async function readChunk({ blobs }: Stores, { id, firstRows }: SnapshotRow, chunk: number) {
  const packed = await blobs.read(id, chunk * 2)
  // Otherwise a snapshot with a missing part would look like a smaller source.
  if (!packed) throw gone()
  return await unpackRecords(packed, firstRows[chunk] ?? 1)
}

/** The last chunk that does not begin after the row. */
function chunkOf({ firstRows }: SnapshotRow, row: number) {
  let low = 0
  let high = firstRows.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((firstRows[middle] ?? 0) <= row) low = middle
    else high = middle - 1
  }
  return low
}
