import type { FieldValue } from '../model/mapping/field-value'
import type { RowProblem } from '../model/sync/upload'

/** Why a record cannot become an item. It costs this record, never the whole source. */
export type RecordProblem = RowProblem

/**
 * One record of a source. Records of a file of text hold strings; a whole number beyond what a double holds is a bigint,
 * so they are written and read with `lib/model/exact-json`.
 */
export interface SourceRecord {
  /** Counts from 1 in the order of the source: the row under the header, the element of the array. */
  row: number
  /** What the source itself calls the record, if it does. */
  id?: string
  values: Record<string, FieldValue>
  /** Set when the record could not be read; `values` then holds what could. */
  problem?: RecordProblem
}
