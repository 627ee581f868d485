import { randomUUID } from 'node:crypto'
import { readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { expect, onTestFinished, test } from 'vitest'
import { expired } from '@/lib/blobs/blobs'
import { ensureParent } from '@/lib/db/connections'
import { type Opened, openDb } from '@/lib/db/open'
import { blobChunks, blobs as rows } from '@/lib/db/schema'
import { forgetConnection } from '@/lib/operations/deletions'
import { eachDatabase } from '../support/database'
import { preparedFolder } from '../support/prepared'
import { storesOf } from '../support/stores'

const text = 'Salary of Megan: 4711. '.repeat(50)

async function begin(opened: Opened, expiresAt?: Date, most?: number) {
  const { db, blobs } = storesOf(opened, most)
  const id = randomUUID()
  await ensureParent(db, 'helpdesk')
  await blobs.create(db, { id, connectionId: 'helpdesk', expiresAt })
  return { db, blobs, id, writer: blobs.writer(id) }
}

eachDatabase('a blob', (open) => {
  test('gives its chunks back, and knows of no more', async () => {
    const { blobs, id, writer } = await begin(await open())
    await writer.append(Buffer.from(text))
    await writer.append(Buffer.from('the end'))

    expect((await blobs.read(id, 0))?.toString()).toBe(text)
    expect((await blobs.read(id, 1))?.toString()).toBe('the end')
    expect(await blobs.read(id, 2)).toBeUndefined()
  })

  test('does not open under another number, so that chunks cannot be swapped', async () => {
    const { db, blobs, id, writer } = await begin(await open())
    await writer.append(Buffer.from(text))

    await db.update(blobChunks).set({ n: 1 }).where(eq(blobChunks.blobId, id))

    await expect(blobs.read(id, 1)).rejects.toThrow('does not open')
  })

  test('is refused when the store is full, and says how to get room', async () => {
    const { writer } = await begin(await open(), undefined, 40_000_000)
    const large = Buffer.alloc(33_000_000)
    await writer.append(large)
    await writer.append(large)

    await expect(writer.append(large)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('STORE_MAX_GB'),
    })
  })

  test('that has expired is deleted with its bytes, and the others stay', async () => {
    const opened = await open()
    const old = await begin(opened, new Date(Date.now() - 1000))
    const young = await begin(opened, new Date(Date.now() + 60_000))
    await old.writer.append(Buffer.from(text))
    await young.writer.append(Buffer.from(text))

    expect(await young.blobs.delete(expired)).toEqual([old.id])

    expect(await old.blobs.read(old.id, 0)).toBeUndefined()
    expect(await young.blobs.read(young.id, 0)).toBeDefined()
  })
})

async function inFolder() {
  const dataDir = await preparedFolder()
  const opened = await openDb({ dataDir })
  onTestFinished(() => opened.close())
  return { opened, folder: join(dataDir, 'blobs') }
}

test('in the data folder nobody else can read a blob, and its text stands nowhere in it', async () => {
  const { opened, folder } = await inFolder()
  const { id, writer } = await begin(opened)
  await writer.append(Buffer.from(text))

  const file = join(folder, id, '0')

  expect((await stat(join(folder, id))).mode & 0o777).toBe(0o700)
  expect((await stat(folder)).mode & 0o777).toBe(0o700)
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  expect((await readFile(file)).includes('Megan')).toBe(false)
})

test('in the data folder a blob that was changed does not open', async () => {
  const { opened, folder } = await inFolder()
  const { id, blobs, writer } = await begin(opened)
  await writer.append(Buffer.from(text))
  const file = join(folder, id, '0')
  const bytes = await readFile(file)
  bytes[40] = (bytes[40] ?? 0) ^ 1
  await writeFile(file, bytes)

  await expect(blobs.read(id, 0)).rejects.toThrow('does not open')
})

test('in the data folder the bytes of a deleted connection are swept, and no others', async () => {
  const { opened, folder } = await inFolder()
  const lost = await begin(opened)
  await lost.writer.append(Buffer.from(text))
  await forgetConnection(opened.db, 'helpdesk')
  const kept = await begin(opened)
  await kept.writer.append(Buffer.from(text))
  const anHourAgo = new Date(Date.now() - 2 * 3600_000)
  for (const id of [lost.id, kept.id]) await utimes(join(folder, id), anHourAgo, anHourAgo)

  await kept.blobs.sweep()

  expect(await readdir(folder)).toEqual([kept.id])
  expect(await opened.db.$count(rows)).toBe(1)
})
