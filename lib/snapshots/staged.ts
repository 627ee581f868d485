import type { SourceRecord } from '../sources/record'

/** A record as a snapshot holds it. Rows count from 1 without a gap. */
export interface StagedRecord extends SourceRecord {
  /** Of its values: the same hash means the same values. */
  hash: string
}
