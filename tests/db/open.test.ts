import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { type Db, openDb } from '@/lib/db/open'
import { audit, blobChunks, blobs, connections } from '@/lib/db/schema'
import { eachDatabase, newPostgresDatabase } from '../support/database'

async function dataFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'console-data-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return folder
}

async function keepBytes(db: Db, data: Uint8Array) {
  const id = randomUUID()
  await db.insert(connections).values({ id: 'helpdesk' })
  await db.insert(blobs).values({ id, connectionId: 'helpdesk' })
  await db.insert(blobChunks).values({ blobId: id, n: 0, data })
}

eachDatabase('an opened database', (open) => {
  test('keeps bytes as they are', async () => {
    const { db } = await open()
    const data = Uint8Array.from({ length: 1000 }, (_, i) => i % 256)
    await keepBytes(db, data)
    const [row] = await db.select().from(blobChunks)
    expect(Buffer.compare(row?.data ?? new Uint8Array(), data)).toBe(0)
  })
})

eachDatabase('the audit log', (open) => {
  test('only ever grows', async () => {
    const { db } = await open()
    await db.insert(audit).values({ oid: '1', username: 'a', action: 'signIn', outcome: 'done' })

    await expect(db.update(audit).set({ outcome: 'failed' })).rejects.toThrow()
    await expect(db.delete(audit)).rejects.toThrow()

    expect(await db.select().from(audit)).toMatchObject([{ outcome: 'done' }])
  })
})

test('a data folder that is in use is refused with the process that uses it', async () => {
  const dataDir = await dataFolder()
  const first = await openDb({ dataDir })
  await expect(openDb({ dataDir })).rejects.toThrow(
    `The data folder ${dataDir} is in use by another process (pid ${process.pid}). Stop it or set DATA_DIR / DATABASE_URL.`,
  )
  await first.close()
})

test('a data folder keeps its rows and opens again after it was closed', async () => {
  const dataDir = await dataFolder()
  const first = await openDb({ dataDir })
  await keepBytes(first.db, new Uint8Array(3))
  await first.close()
  const second = await openDb({ dataDir })
  expect(await second.db.select().from(blobChunks)).toHaveLength(1)
  await second.close()
})

test('a data folder that cannot be written is one clear line', async () => {
  const file = join(await dataFolder(), 'file')
  await writeFile(file, '')
  await expect(openDb({ dataDir: join(file, 'data') })).rejects.toThrow(
    /cannot be written \(ENOTDIR\)\. Set DATA_DIR/,
  )
})

test('processes that start together on Postgres migrate once', async () => {
  const databaseUrl = await newPostgresDatabase()
  const all = await Promise.all([1, 2, 3].map(() => openDb({ databaseUrl })))
  await Promise.all(all.map(({ close }) => close()))
})

test('a Postgres that is not there is one clear line', async () => {
  await expect(openDb({ databaseUrl: 'postgres://console:secret@127.0.0.1:1/console' })).rejects.toThrow(
    /^The database at 127\.0\.0\.1:1 cannot be used \(connect ECONNREFUSED 127\.0\.0\.1:1\)\. Check DATABASE_URL\.$/,
  )
})
