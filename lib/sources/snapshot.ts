import type { Db } from '../db/open'
import type { SourceKind } from '../model/sync/source'
import { readUpload } from './file/uploads'
import type { Source } from './source'

/** What a run reads: a source as it is at one moment. A worker that resumes the run reads the same. */
export interface Snapshot {
  sourceKind: SourceKind
  sourceName: string
  snapshotId: string | null
  /** Null while it is not known. */
  totalRows: number | null
}

/** A file does not change once it is uploaded, so that it is its own snapshot. */
export const snapshotOf = ({ kind, upload }: Source): Snapshot => ({
  sourceKind: kind,
  sourceName: upload.fileName,
  snapshotId: upload.id,
  totalRows: upload.rows,
})

const readers: Record<SourceKind, typeof readUpload> = { file: readUpload }

export function readSnapshot(db: Db, { sourceKind, snapshotId }: Snapshot) {
  if (snapshotId === null) throw new Error(`A run of a ${sourceKind} has nothing to read`)
  return readers[sourceKind](db, snapshotId)
}
