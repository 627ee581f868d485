import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { blobChunks, blobs, syncs, uploadChunks, uploads } from '@/lib/db/schema'
import { forgetConnection } from '@/lib/operations/deletions'
import { moveUploads } from '@/lib/sources/file/move-uploads'
import { peekRows, readUpload } from '@/lib/sources/file/read-upload'
import { getUpload, latestUpload } from '@/lib/sources/file/stored-upload'
import { removeBrokenOff, removeUnmapped, storeUpload } from '@/lib/sources/file/uploads'
import { saveSource } from '@/lib/sources/source'
import { eachDatabase } from '../../support/database'
import { helpdeskCsv } from '../../support/samples'
import { storesOf } from '../../support/stores'
import { streamOf, upload } from '../../support/sync'

eachDatabase('an uploaded file', (open) => {
  test('is kept in chunks and read back row by row', async () => {
    const opened = await open()
    const csv = helpdeskCsv(6000)

    const stored = await upload(opened, csv)

    expect(stored).toMatchObject({
      rows: 6000,
      size: Buffer.byteLength(csv),
      format: { type: 'csv', encoding: 'utf-8', delimiter: ',' },
    })
    const chunks = await opened.db.select({ n: blobChunks.n }).from(blobChunks)
    expect(chunks.length).toBe(Math.ceil(stored.size / 1_000_000))
    let last: unknown
    for await (const rows of readUpload(storesOf(opened), stored.id)) last = rows.at(-1)
    expect(last).toMatchObject({ row: 6000, values: { ticketId: 'T7000' } })
    expect(await peekRows(storesOf(opened), stored.id, 3)).toHaveLength(3)
  })

  test('in UTF-16 is read like any other', async () => {
    const opened = await open()
    const bytes = Buffer.from('\ufeffid\ttitle\r\n1\tGrüße 🎉\r\n', 'utf16le')

    const stored = await upload(opened, bytes)

    expect(await peekRows(storesOf(opened), stored.id, 1)).toEqual([
      { row: 1, values: { id: '1', title: 'Grüße 🎉' } },
    ])
  })

  test('with a fault is refused with its line, and nothing of it stays', async () => {
    const opened = await open()
    const csv = helpdeskCsv(6000).replace('ticketId', '')

    await expect(upload(opened, csv)).rejects.toMatchObject({
      code: 'invalid',
      field: 'file',
      message: expect.stringContaining('Column 1 has no name in the header (line 1)'),
    })

    expect(await opened.db.$count(blobChunks)).toBe(0)
    expect(await opened.db.select().from(uploads)).toEqual([])
  })

  test('that is too large is refused before all of it is there', async () => {
    const opened = await open()
    let given = 0
    async function* endless() {
      yield Buffer.from('id,title\n')
      for (;;) {
        given += 1
        yield Buffer.from('1,a title\n'.repeat(10_000))
      }
    }

    const storing = storeUpload(
      storesOf(opened),
      { connectionId: 'helpdesk', fileName: 'endless.csv', uploadedBy: 'oid', maxBytes: 3_000_000 },
      endless(),
    )

    await expect(storing).rejects.toMatchObject({ code: 'invalid', message: expect.stringContaining('3 MB') })
    expect(given).toBeLessThan(100)
    expect(await opened.db.$count(blobChunks)).toBe(0)
  })

  test('goes when a newer one has come, unless it is the mapped one', async () => {
    const opened = await open()
    const mapped = await upload(opened, 'id\n1\n')
    const other = await upload(opened, 'id\n1\n', { connectionId: 'another' })
    const mapping = { itemId: { column: 'id' }, properties: {}, access: 'everyone' as const }
    await saveSource(opened.db, { connectionId: 'helpdesk', uploadId: mapped.id, mapping, savedBy: 'oid' })
    const between = await upload(opened, 'id\n2\n')
    const newest = await upload(opened, 'id\n3\n')

    const left = await opened.db.select({ id: uploads.id }).from(uploads)

    expect(new Set(left.map(({ id }) => id))).toEqual(new Set([mapped.id, other.id, newest.id]))
    const chunks = await opened.db.select().from(blobChunks).where(eq(blobChunks.blobId, between.id))
    expect(chunks).toEqual([])
  })

  test('stays when a file of members of groups has come, and that one when a file of items has', async () => {
    const opened = await open()
    const items = await upload(opened, 'id\n1\n')
    const groups = await upload(opened, 'group,member\na,b@contoso.com\n', { holds: 'groups' })

    expect(await latestUpload(opened.db, 'helpdesk')).toMatchObject({ id: items.id })
    expect(await latestUpload(opened.db, 'helpdesk', 'groups')).toMatchObject({ id: groups.id })
    await upload(opened, 'id\n2\n')
    expect(await getUpload(opened.db, groups.id)).toMatchObject({ holds: 'groups', rows: 1 })
  })

  test('goes when a newer one has come, though a run is live that has read nothing yet', async () => {
    const opened = await open()
    const older = await upload(opened, 'id\n1\n')
    const counts = { read: 0, sent: 0, unchanged: 0, failed: 0 }
    await opened.db.insert(syncs).values({
      id: crypto.randomUUID(),
      connectionId: 'helpdesk',
      sourceKind: 'file',
      sourceName: 'tickets.csv',
      mapping: { itemId: { column: 'id' }, properties: {}, access: 'everyone' },
      status: 'queued',
      counts,
      checkpointCounts: counts,
      startedBy: 'oid',
    })

    const newer = await upload(opened, 'id\n2\n')

    const left = await opened.db.select({ id: uploads.id }).from(uploads)
    expect(left.map(({ id }) => id)).toEqual([newer.id])
    await expect(getUpload(opened.db, older.id)).rejects.toMatchObject({ code: 'not-found' })
  })

  test('stays though an older one, which it has overtaken, removes what it replaces only now', async () => {
    const opened = await open()
    const stores = storesOf(opened)
    let overtake = () => {}
    const overtaken = new Promise<void>((done) => {
      overtake = done
    })
    const slow = Object.create(stores.blobs, {
      delete: {
        value: async (which: Parameters<typeof stores.blobs.delete>[0]) => {
          await overtaken
          return stores.blobs.delete(which)
        },
      },
    })
    const file = { connectionId: 'helpdesk', fileName: 'a.csv', uploadedBy: 'oid', maxBytes: 1_000 }
    const older = storeUpload({ ...stores, blobs: slow }, file, streamOf('id\n1\n'))
    await expect.poll(() => latestUpload(opened.db, 'helpdesk')).not.toBeNull()
    const newer = await upload(opened, 'id\n2\n')
    overtake()
    await older

    expect(await latestUpload(opened.db, 'helpdesk')).toMatchObject({ id: newer.id })
    expect(await opened.db.$count(uploads)).toBe(1)
  })

  test('is not seen before it is complete', async () => {
    const opened = await open()
    async function* slow() {
      yield Buffer.from('id\n1\n')
      const [row] = await opened.db.select({ id: uploads.id }).from(uploads)
      expect(await latestUpload(opened.db, 'helpdesk')).toBeNull()
      await expect(getUpload(opened.db, row?.id ?? '')).rejects.toMatchObject({ code: 'not-found' })
      yield Buffer.from('2\n')
    }
    const file = { connectionId: 'helpdesk', fileName: 'a.csv', uploadedBy: 'oid', maxBytes: 1000 }

    const stored = await storeUpload(storesOf(opened), file, slow())

    expect(await latestUpload(opened.db, 'helpdesk')).toMatchObject({ id: stored.id, rows: 2 })
  })

  test('whose connection is deleted meanwhile says so, and nothing of it stays', async () => {
    const opened = await open()
    async function* slow() {
      yield Buffer.from('id\n1\n')
      await forgetConnection(opened.db, 'helpdesk')
    }
    const file = { connectionId: 'helpdesk', fileName: 'a.csv', uploadedBy: 'oid', maxBytes: 1000 }

    await expect(storeUpload(storesOf(opened), file, slow())).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('was deleted while the file was being uploaded'),
    })

    expect(await opened.db.select().from(uploads)).toEqual([])
    expect(await opened.db.$count(blobChunks)).toBe(0)
  })

  test('that broke off leaves bytes that are removed after a day', async () => {
    const opened = await open()
    const whole = await upload(opened, 'id\n1\n')
    const id = crypto.randomUUID()
    const uploadedAt = new Date(Date.now() - 25 * 3600_000)
    const begun = { id, connectionId: 'helpdesk', fileName: 'a.csv', uploadedBy: 'oid', uploadedAt }
    const stores = storesOf(opened)
    await stores.blobs.create(opened.db, { id, connectionId: 'helpdesk' })
    await opened.db.insert(uploads).values(begun)
    await stores.blobs.writer(id).append(new Uint8Array(1))
    expect(await latestUpload(opened.db, 'helpdesk')).toMatchObject({ id: whole.id })

    await removeBrokenOff(stores)

    const left = await opened.db.select({ id: blobChunks.blobId }).from(blobChunks)
    expect(left).toEqual([{ id: whole.id }])
  })

  test('that nobody has mapped is deleted after two weeks, and one that is mapped stays', async () => {
    const opened = await open()
    const { db } = opened
    const stores = storesOf(opened)
    const columns = { itemId: { column: 'id' }, properties: {}, access: 'everyone' } as const
    const mapped = await upload(opened, 'id\n1\n')
    await saveSource(db, { connectionId: 'helpdesk', uploadId: mapped.id, mapping: columns, savedBy: 'oid' })
    const forgotten = await upload(opened, 'id\n2\n')
    const groups = await upload(opened, 'group,member\na,b@contoso.com\n', { holds: 'groups' })
    await db.update(uploads).set({ uploadedAt: new Date(Date.now() - 13 * 24 * 3600_000) })
    await removeUnmapped(stores)
    expect(await db.$count(uploads)).toBe(3)

    await db.update(uploads).set({ uploadedAt: new Date(Date.now() - 15 * 24 * 3600_000) })
    await removeUnmapped(stores)

    expect((await db.select().from(uploads)).map(({ id }) => id)).toEqual([mapped.id])
    expect(await latestUpload(db, 'helpdesk')).toMatchObject({ id: mapped.id })
    for (const { id } of [forgotten, groups]) expect(await stores.blobs.read(id, 0)).toBeUndefined()
  })

  test('of a release that kept bytes in a table of its own is moved, and the table is emptied', async () => {
    const opened = await open()
    const stores = storesOf(opened)
    const bytes = Buffer.from('id,title\n1,Grüße\n')
    const kept = await upload(opened, bytes)
    await opened.db.delete(blobChunks)
    await opened.db.insert(uploadChunks).values([
      { uploadId: kept.id, seq: 0, data: bytes.subarray(0, 12) },
      { uploadId: kept.id, seq: 1, data: bytes.subarray(12) },
    ])

    await moveUploads(stores)

    expect(await opened.db.$count(uploadChunks)).toBe(0)
    expect(await peekRows(stores, kept.id, 5)).toEqual([{ row: 1, values: { id: '1', title: 'Grüße' } }])
    const [blob] = await opened.db.select().from(blobs).where(eq(blobs.id, kept.id))
    expect(blob?.bytes).toBeGreaterThan(bytes.length)
  })
})
