import { randomUUID } from 'node:crypto'
import { chown, mkdir, readdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Client } from 'pg'
import { expect, inject, onTestFinished, test } from 'vitest'
import { FileChunks } from '@/lib/blobs/file-chunks'
import { diskFull, diskOf, diskWords, isDiskFull, needDisk } from '@/lib/platform/disk'
import { AppError } from '@/lib/platform/errors'
import { problemOf } from '@/lib/services/result'
import { smallDisk } from '../support/small-disk'

const small = (megabytes: number, skip: (why: string) => void) => {
  const disk = smallDisk(megabytes)
  if ('why' in disk) {
    skip(disk.why)
    throw new Error(disk.why)
  }
  onTestFinished(() => disk.remove())
  return disk
}

test('a disk is low below the reserve, and says how much is left and what to do', async () => {
  const plenty = await diskOf('.', 0)
  const low = await diskOf('.', plenty.freeBytes * 2)

  expect(plenty.state).toBe('ok')
  expect(low.state).toBe('low')
  expect(diskWords(low)).toMatch(/has \d+ MB left.*DISK_RESERVE_MB.*delete something/)
  await expect(needDisk('.', 0)).resolves.toBeUndefined()
  await expect(needDisk('.', plenty.freeBytes * 2)).rejects.toMatchObject({ code: 'unavailable' })
})

test.skipIf(process.platform !== 'linux')('a full disk is told in words that say what to do', async () => {
  const error = await writeFile('/dev/full', 'x').catch((thrown: unknown) => thrown)

  expect(isDiskFull(error)).toBe(true)
  expect(isDiskFull(new Error('outer', { cause: error }))).toBe(true)
  expect(problemOf(error, 'r', 'test')).toMatchObject({
    code: 'unavailable',
    message: expect.stringContaining('The disk of the console is full'),
  })
  // The disk of a source is not that of the console.
  expect(isDiskFull(new AppError('unavailable', 'The source is full.', { cause: error }))).toBe(false)
  expect(diskFull(error).cause).toBe(error)
})

test('a chunk that did not fit leaves nothing behind, and what was there before stays', async ({ skip }) => {
  const disk = small(3, skip)
  const id = randomUUID()
  const chunks = new FileChunks(disk.folder)
  await chunks.put(id, 0, Buffer.alloc(1_000_000, 7))
  const failed = await chunks.put(id, 1, Buffer.alloc(4_000_000)).catch((error: unknown) => error)

  expect(isDiskFull(failed)).toBe(true)
  expect(await readdir(join(disk.folder, id))).toEqual(['0'])
  expect((await chunks.get(id, 0))?.length).toBe(1_000_000)
})

test('a table of Postgres that cannot grow is a full disk, and grows again when there is space', async ({
  skip,
}) => {
  const disk = small(4, skip)
  const client = new Client({ connectionString: inject('postgresUrl') })
  await client.connect()
  const place = join(disk.folder, 'space')
  await mkdir(place, { mode: 0o700 })
  // Of whoever the database runs as.
  const { rows } = await client.query('show data_directory')
  const { uid, gid } = await stat(rows[0].data_directory)
  await chown(place, uid, gid)
  const name = `small_${randomUUID().replaceAll('-', '')}`
  onTestFinished(async () => {
    await client.query(`drop table if exists ${name}`)
    await client.query(`drop tablespace if exists ${name}`)
    await client.end()
  })
  await client.query(`create tablespace ${name} location '${place}'`)
  await client.query(`create table ${name} (words text) tablespace ${name}`)
  const grow = () =>
    client.query(`insert into ${name} select repeat(md5(n::text), 30) from generate_series(1, 300) n`)
  await grow()
  disk.fill()

  const failed = await (async () => {
    for (let n = 0; n < 20; n += 1) await grow()
  })().catch((error: unknown) => error)
  expect(isDiskFull(failed)).toBe(true)

  disk.free()
  await grow()
})
