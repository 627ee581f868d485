import { unpackRecords } from './chunk'
import type { StagedRecord } from './staged'

/** The records of a snapshot as they are stored: the row that each chunk begins with, and the packed chunks. */
export interface PackedRecords {
  firstRows: readonly number[]
  read: (chunk: number) => Promise<Uint8Array>
}

/** The records from a row on, a chunk at a time; only chunks with such records are read. */
export async function* recordsFrom(packed: PackedRecords, from = 1): AsyncGenerator<StagedRecord[]> {
  for (let chunk = chunkOf(packed, from); chunk < packed.firstRows.length; chunk++) {
    const records = await unpacked(packed, chunk)
    yield records[0] && records[0].row < from ? records.filter(({ row }) => row >= from) : records
  }
}

/** These rows, in their order; each chunk that has one of them is read once. */
export async function* recordsAt(
  packed: PackedRecords,
  rows: readonly number[],
): AsyncGenerator<StagedRecord[]> {
  const wanted = new Set(rows)
  const chunks = new Set(rows.map((row) => chunkOf(packed, row)))
  for (const chunk of [...chunks].sort((one, other) => one - other)) {
    const records = await unpacked(packed, chunk)
    yield records.filter(({ row }) => wanted.has(row))
  }
}

const unpacked = async ({ read, firstRows }: PackedRecords, chunk: number) =>
  await unpackRecords(await read(chunk), firstRows[chunk] ?? 1)

/** The last chunk that does not begin after the row. */
function chunkOf({ firstRows }: PackedRecords, row: number) {
  let low = 0
  let high = firstRows.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((firstRows[middle] ?? 0) <= row) low = middle
    else high = middle - 1
  }
  return low
}
