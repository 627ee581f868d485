import type { SourceConfig, SourceKindName } from '../model/sync/source'
import type { Source } from './source'

/** What a run reads: a source as it is at one moment. A worker that resumes the run reads the same. */
export interface Snapshot {
  sourceKind: SourceKindName
  sourceName: string
  /** What the kind of source needs to know to read it. */
  sourceConfig: SourceConfig | null
  /** Null while it is not known. */
  totalRows: number | null
}

export const snapshotOf = ({ kind, config, name, totalRows }: Source): Snapshot => ({
  sourceKind: kind,
  sourceName: name,
  sourceConfig: config,
  totalRows,
})
