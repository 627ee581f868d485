import type { FileConfig, SourceKindName } from '../model/sync/source'
import type { Source } from './source'

/** What a run reads: a source as it is at one moment. A worker that resumes the run reads the same. */
export interface Snapshot {
  sourceKind: SourceKindName
  sourceName: string
  /** What the kind of source needs to know to read it. */
  sourceConfig: FileConfig | null
  /** Null while it is not known. */
  totalRows: number | null
}

/** A file does not change once it is uploaded, so that it is its own snapshot. */
export const snapshotOf = ({ kind, upload }: Source): Snapshot => ({
  sourceKind: kind,
  sourceName: upload.fileName,
  sourceConfig: { uploadId: upload.id },
  totalRows: upload.rows,
})
