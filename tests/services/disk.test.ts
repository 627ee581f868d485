import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { blobsOf } from '@/lib/blobs/blobs'
import { blobs as blobRows, syncs, uploads } from '@/lib/db/schema'
import { execute } from '@/lib/services/execute'
import { startSync } from '@/lib/services/sync/start-sync'
import { uploadFile } from '@/lib/services/sync/upload-file'
import { emptyPostgres } from '../support/database'
import { helpdeskCsv } from '../support/samples'
import { streamOf, syncTenant } from '../support/sync'

test('while the disk is low, files and runs are refused in words and leave nothing; then they go on', async () => {
  const opened = await emptyPostgres()
  const tenant = await syncTenant(opened)
  await tenant.start(helpdeskCsv(3))
  await opened.db.delete(syncs)
  const before = await opened.db.$count(uploads)
  const dataDir = await mkdtemp(join(tmpdir(), 'disk-'))
  onTestFinished(() => rm(dataDir, { recursive: true }))
  const withReserve = (diskReserveBytes: number) => ({
    ...tenant.context,
    blobs: blobsOf({ db: opened.db, dataDir }, { ...tenant.env, diskReserveBytes }),
  })
  const { connectionId } = tenant
  const send = (reserve: number) =>
    execute(uploadFile, withReserve(reserve), {
      connectionId,
      fileName: 'a.csv',
      body: () => streamOf(helpdeskCsv(3)),
    })
  const run = (reserve: number) => execute(startSync, withReserve(reserve), { connectionId, plan: 'never' })
  const refused = {
    ok: false,
    problem: { code: 'unavailable', message: expect.stringContaining('DISK_RESERVE_MB') },
  }

  expect(await withReserve(1e18).blobs.disk()).toMatchObject({ state: 'low' })
  expect(await send(1e18)).toMatchObject(refused)
  expect(await run(1e18)).toMatchObject(refused)
  expect(await opened.db.$count(uploads)).toBe(before)
  expect(await opened.db.$count(blobRows)).toBe(before)
  expect(await opened.db.$count(syncs)).toBe(0)

  expect(await withReserve(1).blobs.disk()).toMatchObject({ state: 'ok' })
  expect(await send(1)).toMatchObject({ ok: true })
  expect(await run(1)).toMatchObject({ ok: true })
})
