import type { PlannedAccess } from './planned-access'

/** What a run is going to do with an item, or why it cannot. */
export type PlannedKind = 'new' | 'changed' | 'unchanged' | 'owed' | 'toDelete' | 'failed'

export type PlanCounts = Record<PlannedKind, number>

export interface PlannedItem {
  /** Of the source; null for an item that is not in it any more. */
  row: number | null
  itemId: string | null
  title: string | null
  /** The properties that changed, `content` and `acl`; or why it cannot be sent. */
  what: string[]
}

/** Rows that cannot be sent for one reason. */
interface PlannedCause {
  code: string
  count: number
  message: string
}

/** The comparison of a whole snapshot with what was sent before. */
export interface Plan {
  /** Of what it says: an approval counts for exactly this. */
  hash: string
  rows: number
  /** What the run had sent by then, under a plan before. */
  sentBefore: number
  counts: PlanCounts
  /** How many changed items have a change there, most first. */
  properties: { name: string; count: number }[]
  /** Of the unchanged: records that are left out, because runs gave them up or somebody set them aside. */
  setAside?: number
  causes: PlannedCause[]
  samples: Partial<Record<PlannedKind, PlannedItem[]>>
  /** Users whom the tenant does not have: rows are sent without them, as the mapping says. The most frequent first. */
  leftOut?: { name: string; rows: number }[]
  /** Who may read, before and after; plans of a release before have none. */
  access?: PlannedAccess
  /** Of a run of groups: how many it creates, and how many get other names. Items are members then. */
  groups?: { created: number; renamed: number }
  /** Whether the deletions need an approval of their own. */
  deletionsHeld: boolean
}

/** A plan as the browser gets it. Times are ISO 8601. */
export interface PlanView extends Plan {
  syncId: string
  /** How many items the run may send at most. */
  most: number
  madeAt: string
  expiresAt: string
  approved: { by: string; at: string } | null
  /** The connection has another source by now, or another mapping: an approval does what was read then. */
  sourceChanged: boolean
}

/** So many items more than planned may a run send in any case, unless nothing more was allowed. */
const fewItems = 5

/** How many items a run of this plan may send at most, those that it had sent before included; `tolerance` in percent. */
export function mostSent({ counts, sentBefore }: Pick<Plan, 'counts' | 'sentBefore'>, tolerance: number) {
  const planned = counts.new + counts.changed + counts.owed
  const more = tolerance === 0 ? 0 : Math.max(fewItems, Math.floor((planned * tolerance) / 100))
  return sentBefore + planned + more
}
