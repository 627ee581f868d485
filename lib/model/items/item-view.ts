import type { Problem } from '../problem'
import type { PartRow } from './compare'
import type { Acl } from './item'
import type { ItemRow } from './item-list'

/** Where one of the three sides of an item comes from, or why it is not there. */
export type Side = { state: 'there'; at: string; name: string } | { state: 'gone'; reason: string }

/** One item: as its source has it, as it was sent, as Graph holds it. */
export interface ItemView {
  itemId: string
  /** What the ledger has; null: it was not sent from this console. */
  row: ItemRow | null
  source: Side
  sent: Side
  held: Side
  /** Why Graph did not answer, when it did not. */
  problem: Problem | null
  /** What keeps the row of the source from being sent. */
  refused: string[]
  parts: PartRow[]
  /** The request that sends it, to copy; null when it is not known, too large, or not for this reader. */
  put: string | null
  /** Who may read it, as sent or else as Graph holds it; null when neither is known. */
  acl: Acl[] | null
  /** Values are left out: they are personal data, and not for this reader. */
  masked: boolean
  people: boolean
}
