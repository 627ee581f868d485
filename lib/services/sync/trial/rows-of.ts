import { and, desc, eq } from 'drizzle-orm'
import { snapshots } from '../../../db/schema'
import { AppError } from '../../../platform/errors'
import { giveBytes } from '../../../platform/thread/give-bytes'
import type { Answers } from '../../../platform/thread/protocol'
import { ofSource } from '../../../snapshots/of-source'
import { packedRecords } from '../../../snapshots/read-snapshot'
import { bytesOf, getUpload } from '../../../sources/file/stored-upload'
import { keptSample } from '../../../sources/kept-sample'
import { getSource } from '../../../sources/source'
import type { Context } from '../../context'
import type { TriedRows } from './given'

type Deps = Pick<Context, 'db' | 'blobs' | 'settings'>

interface Of {
  connectionId: string
  /** The file that is being mapped; without one, the saved source. */
  uploadId?: string
}

interface Given {
  rows: TriedRows
  answers: Answers
  close: () => Promise<void>
}

/**
 * All records that the console has of a source, for a thread that asks for them: of a file each row, of another source what
 * the last run read, before any run the first ones that it showed. Files and snapshots are decrypted here and parsed there.
 */
export async function rowsOf(deps: Deps, { connectionId, uploadId }: Of): Promise<Given> {
  const nothing = { answers: {}, close: async () => {} }
  if (uploadId) {
    const upload = await ownUpload(deps, connectionId, uploadId)
    return { rows: { kind: 'file', format: upload.format }, ...giveBytes(() => bytesOf(deps, upload)) }
  }
  const snapshot = await newest(deps, connectionId)
  if (snapshot) {
    const { firstRows, read } = packedRecords(deps, snapshot)
    return { ...nothing, rows: { kind: 'snapshot', firstRows }, answers: { chunk: read } }
  }
  const records = await keptSample(deps.db, connectionId, deps.settings.secretKey)
  return { ...nothing, rows: { kind: 'records', records } }
}

async function ownUpload({ db }: Deps, connectionId: string, uploadId: string) {
  const upload = await getUpload(db, uploadId)
  if (upload.connectionId !== connectionId)
    throw new AppError('invalid', 'This file was uploaded for another connection.', { field: 'file' })
  return upload
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
