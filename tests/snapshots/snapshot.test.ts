import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { blobChunks } from '@/lib/db/schema'
import { idKey } from '@/lib/snapshots/id-key'
import { pruneSnapshots } from '@/lib/snapshots/prune'
import { getSnapshot, pickRecords, readKeys, readRecords } from '@/lib/snapshots/read-snapshot'
import { SnapshotWriter } from '@/lib/snapshots/write-snapshot'
import type { SourceRecord } from '@/lib/sources/record'
import { eachDatabase } from '../support/database'
import { storesOf } from '../support/stores'

type Stores = ReturnType<typeof storesOf>

const recordOf = (row: number): SourceRecord => ({
  row,
  values: { id: `T${row}`, title: `Grüße, line 1\nline 2 of "${row}"`, size: row * 1.5, tags: ['a', null] },
})

async function write(stores: Stores, records: SourceRecord[], complete = true) {
  const source = { connectionId: 'helpdesk', sourceKind: 'file' as const, sourceName: 'tickets.csv' }
  const writer = await SnapshotWriter.begin(stores, source)
  for (let at = 0; at < records.length; at += 700) {
    const some = records.slice(at, at + 700)
    await writer.add(
      some,
      some.map(({ values: { id } }) => (typeof id === 'string' ? id : null)),
    )
  }
  return await writer.finish(complete)
}

async function all<T>(batches: AsyncIterable<T[]>) {
  const found: T[] = []
  for await (const batch of batches) found.push(...batch)
  return found
}

const manyOf = (count: number) => Array.from({ length: count }, (_, at) => recordOf(at + 1))

eachDatabase('a snapshot', (open) => {
  test('has a bad record for one whose texts no table can hold, whatever source it came from', async () => {
    const stores = storesOf(await open())
    const odd = (title: string, row: number): SourceRecord => ({ row, values: { id: `T${row}`, title } })

    const { id } = await write(stores, [odd('a\0b', 1), odd('half \ud800', 2), odd('as text: \\u0000 😀', 3)])

    const problem = { code: 'unreadable-row', message: expect.stringContaining('has a NUL character') }
    expect(await all(readRecords(stores, await getSnapshot(stores, id)))).toMatchObject([
      { row: 1, values: {}, problem },
      { row: 2, values: {}, problem },
      { row: 3, values: { title: 'as text: \\u0000 😀' } },
    ])
  })

  test('gives back every record as it was, in its order, and says what it holds', async () => {
    const stores = storesOf(await open())
    const records = manyOf(9_000)

    const { id } = await write(stores, records)

    const snapshot = await getSnapshot(stores, id)
    expect(snapshot).toMatchObject({
      rows: 9_000,
      fields: ['id', 'title', 'size', 'tags'],
      firstRows: [1, 4001, 8001],
      complete: true,
    })
    const read = await all(readRecords(stores, snapshot))
    expect(read.map(({ hash: _, ...record }) => record)).toEqual(records)
    expect(new Set(read.map(({ hash }) => hash)).size).toBe(9_000)
  })

  test('is read from a row in the middle without the chunks before it', async () => {
    const stores = storesOf(await open())
    const snapshot = await write(stores, manyOf(9_000))
    await stores.db.delete(blobChunks).where(eq(blobChunks.n, 0))

    const rest = await all(readRecords(stores, snapshot, 4_500))

    expect(rest).toHaveLength(4_501)
    expect(rest[0]).toMatchObject(recordOf(4_500))
  })

  test('gives out single rows, and the keys of all ids', async () => {
    const stores = storesOf(await open())
    const records = manyOf(9_000)
    records[8_500] = { row: 8_501, values: {} }
    const snapshot = await write(stores, records)

    const picked = await all(pickRecords(stores, snapshot, [8_999, 3, 4_001]))
    const keys: Buffer[] = []
    for await (const part of readKeys(stores, snapshot, 8_600)) keys.push(part.keys)

    expect(picked.map(({ row }) => row)).toEqual([3, 4_001, 8_999])
    const bytes = Buffer.concat(keys)
    expect(bytes.length).toBe(8_600 * 8)
    expect(bytes.subarray(8, 16).equals(idKey('T2'))).toBe(true)
    expect(bytes.subarray(8_500 * 8, 8_501 * 8).equals(Buffer.alloc(8))).toBe(true)
  })

  test('keeps problems, ids of the source and whole numbers that no double holds', async () => {
    const stores = storesOf(await open())
    const problem = { code: 'uneven-row', message: 'Row 2 has 3 cells.' }
    const records: SourceRecord[] = [
      { row: 1, id: 'a', values: { id: 12345678901234567890n } },
      { row: 2, values: {}, problem },
    ]

    const snapshot = await write(stores, records, false)

    expect(await all(readRecords(stores, snapshot))).toMatchObject(records)
    expect(snapshot.complete).toBe(false)
  })

  test('of which a part is missing is no smaller source', async () => {
    const stores = storesOf(await open())
    const snapshot = await write(stores, manyOf(9_000))
    await stores.db.delete(blobChunks).where(eq(blobChunks.n, 2))

    await expect(all(readRecords(stores, snapshot))).rejects.toMatchObject({ code: 'not-found' })
  })

  test('is deleted when many newer ones have come', async () => {
    const stores = storesOf(await open())
    const written: string[] = []
    for (let at = 0; at < 22; at++) written.push((await write(stores, manyOf(1))).id)

    await pruneSnapshots(stores, 'helpdesk', 'items')

    await expect(getSnapshot(stores, written[0] ?? '')).rejects.toMatchObject({ code: 'not-found' })
    await expect(getSnapshot(stores, written[1] ?? '')).rejects.toMatchObject({ code: 'not-found' })
    expect(await getSnapshot(stores, written[2] ?? '')).toMatchObject({ rows: 1 })
    expect(await stores.db.$count(blobChunks)).toBe(20 * 2)
  })
})
