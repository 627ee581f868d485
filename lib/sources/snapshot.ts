import type { SourceKindName } from '../model/sync/source'
import { sourceKinds } from './kinds'
import type { Source } from './source'
import type { SourceContext } from './source-kind'

/** What a run reads: a source as it is at one moment. A worker that resumes the run reads the same. */
export interface Snapshot {
  sourceKind: SourceKindName
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

/** The records of a snapshot, in batches. */
export async function* readSnapshot(context: SourceContext, { sourceKind, snapshotId }: Snapshot) {
  if (snapshotId === null) throw new Error(`A run of a ${sourceKind} has nothing to read`)
  const batches = sourceKinds[sourceKind].read({ uploadId: snapshotId }, {}, context)
  for await (const { records } of batches) yield records
}
