import type { FileFormat } from '../../../model/sync/file-format'
import type { SourceRecord } from '../../../sources/record'
import type { Mapped } from '../../../sync/mapping-version'

/** Where the rows of a trial come from; the thread asks for their bytes. */
export type TriedRows =
  | { kind: 'file'; format: FileFormat }
  | { kind: 'snapshot'; firstRows: number[] }
  | { kind: 'records'; records: SourceRecord[] }

/** A mapping that is tried on rows, as a thread gets it. */
export interface Trial {
  mapped: Mapped
  rows: TriedRows
  /** Whether values are hidden from whoever asks. */
  masked: boolean
}

/** Which rows a preview shows: the first ones, or one by its number or by the id of its item. */
export type Pick = 'first' | { row: number } | { itemId: string }
