import { and, desc, eq } from 'drizzle-orm'
import { snapshots } from '../../db/schema'
import { AppError } from '../../platform/errors'
import { ofSource } from '../../snapshots/of-source'
import { pickRecords, readRecords } from '../../snapshots/read-snapshot'
import { readUpload } from '../../sources/file/read-upload'
import { getUpload } from '../../sources/file/stored-upload'
import { keptSample } from '../../sources/kept-sample'
import type { SourceRecord } from '../../sources/record'
import { getSource } from '../../sources/source'
import type { Context } from '../context'

type Deps = Pick<Context, 'db' | 'blobs' | 'settings'>

interface Of {
  connectionId: string
  /** The file that is being mapped; without one, the saved source. */
  uploadId?: string
}

/**
 * All records that the console has of a source: of a file each row, of another source what the last run read, before any
 * run the first ones that it showed.
 */
export async function* recordsOf(deps: Deps, of: Of): AsyncGenerator<SourceRecord[]> {
  if (of.uploadId) return yield* readUpload(deps, await ownUpload(deps, of.connectionId, of.uploadId))
  const snapshot = await newest(deps, of.connectionId)
  if (snapshot) yield* readRecords(deps, snapshot)
  else yield await keptSample(deps.db, of.connectionId, deps.settings.secretKey)
}

/** One row; of a snapshot it is found without reading those before it. */
export async function* recordsFrom(deps: Deps, of: Of, row: number): AsyncGenerator<SourceRecord[]> {
  const snapshot = of.uploadId ? undefined : await newest(deps, of.connectionId)
  if (snapshot) yield* pickRecords(deps, snapshot, [row])
  else yield* recordsOf(deps, of)
}

async function ownUpload({ db }: Deps, connectionId: string, uploadId: string) {
  const upload = await getUpload(db, uploadId)
  if (upload.connectionId !== connectionId)
    throw new AppError('invalid', 'This file was uploaded for another connection.', { field: 'file' })
  return uploadId
}

async function newest({ db }: Deps, connectionId: string) {
  const source = await getSource(db, connectionId)
  if (!source || source.kind === 'file') return undefined
  const [snapshot] = await db
    .select()
    .from(snapshots)
    .where(
      and(
        ofSource(connectionId, 'items'),
        eq(snapshots.complete, true),
        eq(snapshots.sourceKind, source.kind),
      ),
    )
    .orderBy(desc(snapshots.createdAt))
    .limit(1)
  return snapshot
}
