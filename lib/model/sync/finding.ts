/**
 * What a check of the ledger against Graph has found of an item. `changed`: somebody else has written to it. `missing`:
 * Graph does not have it, and the source does. `gone`: neither has it.
 */
export const findingKinds = ['changed', 'missing', 'gone'] as const
export type FindingKind = (typeof findingKinds)[number]

/** What was done about it: it is sent again, or the ledger has forgotten it. */
export type FindingState = 'open' | 'owed' | 'forgotten'
