import { eq } from 'drizzle-orm'
import { snapshots } from '../db/schema'
import { AppError } from '../platform/errors'
import { keyBytes } from './id-key'
import { recordsAt, recordsFrom } from './read-records'
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
export const readRecords = (
  stores: Stores,
  snapshot: SnapshotRow,
  from = 1,
): AsyncGenerator<StagedRecord[]> => recordsFrom(packedRecords(stores, snapshot), from)

/** These rows, in their order; each chunk that has one of them is read once. */
export const pickRecords = (
  stores: Stores,
  snapshot: SnapshotRow,
  rows: readonly number[],
): AsyncGenerator<StagedRecord[]> => recordsAt(packedRecords(stores, snapshot), rows)

/** The records of a snapshot, to be unpacked wherever that is done. */
export const packedRecords = ({ blobs }: Pick<Stores, 'blobs'>, { id, firstRows }: SnapshotRow) => ({
  firstRows,
  async read(chunk: number): Promise<Buffer> {
    const packed = await blobs.read(id, chunk * 2)
    // Otherwise a snapshot with a missing part would look like a smaller source.
    if (!packed) throw gone()
    return packed
  },
})

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
