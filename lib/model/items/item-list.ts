import { z } from 'zod'
import type { Acl } from './item'

/** Which items of a connection to show. */
export const ItemFilter = z.object({
  /** What the id begins with. */
  id: z.string().trim().max(128).optional(),
  /** Words of title or link; each may be the beginning of one. */
  words: z.string().trim().max(200).optional(),
  state: z.enum(['owed', 'failed']).optional(),
})
export type ItemFilter = z.infer<typeof ItemFilter>

/** Of the items that have the words, so many are looked at. */
export const mostFound = 5_000

/** What the address of a list asks for: a filter, and the id that the page comes after. */
export const ItemAddress = ItemFilter.extend({ after: z.string().max(128).optional() })

/** An item as the console knows it: Graph lists none. */
export interface ItemRow {
  itemId: string
  /** As last sent; null when it had none, or is not for this reader. */
  title: string | null
  url: string | null
  /** Who may read it; null when it was sent by a release that did not keep this. */
  acl: Acl[] | null
  /** Of the body that was sent, in bytes. */
  size: number | null
  /** Somebody wrote it in the console: no run deletes it because its source does not hold it. */
  byHand: boolean
  /** It has to be sent again. */
  owed: boolean
  /** The run that sent it last. */
  syncId: string
  /** ISO 8601. */
  sentAt: string
  /** Why a run did not send it since; null when none failed. */
  failure: ItemFailure | null
}

/** Why a run did not send an item. */
export interface ItemFailure {
  syncId: string
  /** The row of the source that it was. */
  row: number
  /** Null when it may quote personal data that is not for this reader. */
  message: string | null
  /** ISO 8601. */
  at: string
}

/** Items in the order of their ids. */
export interface ItemPage {
  items: ItemRow[]
  /** The id that the next page comes after; null on the last. */
  next: string | null
  /** More items have the words than are looked at (`mostFound`): the list has some of them. */
  cut: boolean
  /** Titles and links are left out: they are personal data, and not for this reader. */
  masked: boolean
  people: boolean
}
