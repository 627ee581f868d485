import type { ExternalItem } from '../items/item'
import type { FieldValues } from '../mapping/field-value'

/** One row of a run as the browser sees it. */
export interface RunRowView {
  row: number
  sourceName: string
  /** Why what the source held is not known any more. */
  gone: string | null
  /** Whether it shows people data, so that the audit log has who saw it. */
  personal: boolean
  /** Whether whoever asks may read contents. */
  readable: boolean
  values: FieldValues | null
  /** What the mapping of the run makes of it; without a body for those who may not read contents. */
  request: { method: string; path: string; bytes: number; body: ExternalItem | null } | null
  /** What keeps it from being sent, or from being of use. */
  problems: string[]
  /** Why it failed in this run. */
  failure: {
    code: string
    message: string
    field: string | null
    graphRequestId: string | null
    at: string
  } | null
}
