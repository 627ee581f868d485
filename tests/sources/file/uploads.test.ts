import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { syncs, uploadChunks, uploads } from '@/lib/db/schema'
import { forgetConnection } from '@/lib/operations/deletions'
import {
  getUpload,
  latestUpload,
  peekRows,
  readUpload,
  removeBrokenOff,
  storeUpload,
} from '@/lib/sources/file/uploads'
import { saveSource } from '@/lib/sources/source'
import { eachDatabase } from '../../support/database'
import { helpdeskCsv } from '../../support/samples'
import { upload } from '../../support/sync'

eachDatabase('an uploaded file', (open) => {
  test('is kept in chunks and read back row by row', async () => {
    const opened = await open()
    const csv = helpdeskCsv(6000)

    const stored = await upload(opened, csv)

    expect(stored).toMatchObject({
      rows: 6000,
      size: Buffer.byteLength(csv),
      encoding: 'utf-8',
      delimiter: ',',
    })
    const chunks = await opened.db.select({ seq: uploadChunks.seq }).from(uploadChunks)
    expect(chunks.length).toBe(Math.ceil(stored.size / 1_000_000))
    let last: unknown
    for await (const rows of readUpload(opened.db, stored.id)) last = rows.at(-1)
    expect(last).toMatchObject({ row: 6000, values: { ticketId: 'T7000' } })
    expect(await peekRows(opened.db, stored.id, 3)).toHaveLength(3)
  })

  test('in UTF-16 is read like any other', async () => {
    const opened = await open()
    const bytes = Buffer.from('\ufeffid\ttitle\r\n1\tGrüße 🎉\r\n', 'utf16le')

    const stored = await upload(opened, bytes)

    expect(await peekRows(opened.db, stored.id, 1)).toEqual([
      { row: 1, values: { id: '1', title: 'Grüße 🎉' } },
    ])
  })

  test('with a fault is refused with its line, and nothing of it stays', async () => {
    const opened = await open()
    const csv = `${helpdeskCsv(6000)}T9,"never closed`

    await expect(upload(opened, csv)).rejects.toMatchObject({
      code: 'invalid',
      field: 'file',
      message: expect.stringContaining('never closed'),
    })

    expect(await opened.db.select({ seq: uploadChunks.seq }).from(uploadChunks)).toEqual([])
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
      opened.db,
      { connectionId: 'helpdesk', fileName: 'endless.csv', uploadedBy: 'oid', maxBytes: 3_000_000 },
      endless(),
    )

    await expect(storing).rejects.toMatchObject({ code: 'invalid', message: expect.stringContaining('3 MB') })
    expect(given).toBeLessThan(100)
    expect(await opened.db.select({ seq: uploadChunks.seq }).from(uploadChunks)).toEqual([])
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
    const chunks = await opened.db.select().from(uploadChunks).where(eq(uploadChunks.uploadId, between.id))
    expect(chunks).toEqual([])
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

    const stored = await storeUpload(opened.db, file, slow())

    expect(await latestUpload(opened.db, 'helpdesk')).toMatchObject({ id: stored.id, rows: 2 })
  })

  test('whose connection is deleted meanwhile says so, and nothing of it stays', async () => {
    const opened = await open()
    async function* slow() {
      yield Buffer.from('id\n1\n')
      await forgetConnection(opened.db, 'helpdesk')
    }
    const file = { connectionId: 'helpdesk', fileName: 'a.csv', uploadedBy: 'oid', maxBytes: 1000 }

    await expect(storeUpload(opened.db, file, slow())).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('was deleted while the file was being uploaded'),
    })

    expect(await opened.db.select().from(uploads)).toEqual([])
    expect(await opened.db.select({ seq: uploadChunks.seq }).from(uploadChunks)).toEqual([])
  })

  test('that broke off leaves bytes that are removed after a day', async () => {
    const opened = await open()
    const whole = await upload(opened, 'id\n1\n')
    const id = crypto.randomUUID()
    const uploadedAt = new Date(Date.now() - 25 * 3600_000)
    const begun = { id, connectionId: 'helpdesk', fileName: 'a.csv', uploadedBy: 'oid', uploadedAt }
    await opened.db.insert(uploads).values(begun)
    await opened.db.insert(uploadChunks).values({ uploadId: id, seq: 0, data: new Uint8Array(1) })
    expect(await latestUpload(opened.db, 'helpdesk')).toMatchObject({ id: whole.id })

    await removeBrokenOff(opened.db)

    const left = await opened.db.select({ id: uploadChunks.uploadId }).from(uploadChunks)
    expect(left).toEqual([{ id: whole.id }])
  })
})
