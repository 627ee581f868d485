/**
 * What a check of the ledger against Graph has found of an item. `changed`: somebody else has written to it. `missing`:
 * Graph does not have it, and the source does. `gone`: neither has it.
 */
export const findingKinds = ['changed', 'missing', 'gone'] as const
export type FindingKind = (typeof findingKinds)[number]

/** What was done about it: it is sent again, or the ledger has forgotten it. */
export type FindingState = 'open' | 'owed' | 'forgotten'

export interface FindingsPage {
  groups: { kind: FindingKind; state: FindingState; count: number }[]
  items: { itemId: string; kind: FindingKind; title: string | null; what: string[] }[]
  /** After which item the next page begins; null with the last. */
  next: string | null
}

/** What can be done about each kind: what the source holds is sent again, what Graph has lost can be forgotten. */
export const remedies: Record<FindingKind, readonly ('owe' | 'forget')[]> = {
  changed: ['owe'],
  missing: ['owe', 'forget'],
  gone: ['forget'],
}
