/** Why Graph needs items again that it took already. */
export type DebtCause = 'schemaChange' | 'registration' | 'ledgerLost'

export interface DebtDetail {
  /** The properties whose change Graph applies only to items that are sent afterwards. */
  properties?: string[]
  /** Of a lost ledger: false when only some items were looked for, so that more may be missing. */
  all?: boolean
  /** Of people data: whether the connection is a profile source by now, so that sending pays the debt. */
  registered?: boolean
}

/** Items that a connection owes Graph: kept until none is left. */
export interface Debt {
  cause: DebtCause
  /** How many items were owed when it began. */
  items: number
  /** How many are owed now. */
  remaining: number
  /** ISO 8601. */
  since: string
  detail: DebtDetail
}

/**
 * What an item was sent under, as the ledger keeps it in one small number: the version of the registered schema, or
 * one of these. An item whose number is lower than what its connection needs is owed.
 */
export const sentUnder = {
  /** Graph lost it. */
  lost: -2,
  /** People data that was sent before its connection was registered as a profile source. */
  unregistered: -1,
} as const

/** Why people data has to wait for its registration (docs/graph-contract.md#profile-source-late). */
export const unregisteredWarning =
  'Graph drops people data that arrives before the connection is registered as a profile source.'
