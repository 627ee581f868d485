import type { ExternalItem } from '../items/item'
import type { OddValue } from './odd-values'
import type { ItemProblem } from './property-from-row'

/** A row as it would be sent, or what keeps it from being sent. */
export interface PreviewRow {
  row: number
  itemId: string | null
  /** Null when it cannot be sent. */
  item: ExternalItem | null
  /** As far as it can be made. */
  body: ExternalItem | null
  problems: ItemProblem[]
  /** Whose profile it is. */
  upn?: string
}

/** What the server makes of rows by a mapping that may not be saved yet. */
export interface Previewed {
  rows: PreviewRow[]
  /** What is wrong with expressions themselves, by the field they fill. */
  broken: Record<string, string>
  /** Whether values are hidden from whoever asks. */
  masked: boolean
}

/** The oddest values of each field of a mapping: of a property, `item id`, `the content`. */
export interface Sampled {
  samples: Record<string, OddValue[]>
  /** How many rows were looked at. */
  rows: number
  /** Whether these were all. */
  complete: boolean
  masked: boolean
}
