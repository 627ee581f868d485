import type { AclFinding } from '../access-check/acl-findings'
import type { AbortRules } from './abort-rules'

/** What a run would change about who may read. */
export interface PlannedAccess {
  /** Items that were sent before and get other readers. */
  gains: number
  loses: number
  toEveryone: number
  /** Items that everyone may read, of all items, before the run and after it. */
  everyone: { before: number; after: number }
  items: { before: number; after: number }
  /** What is suspicious in lists that would be sent, the most frequent first. */
  findings: AclFinding[]
  /** So many items would get more readers that an Admin is asked. */
  held: boolean
}

/** Whether more items get more readers than may happen unasked: too many, and too large a share of all items. */
export const exceedsWidening = (
  gains: number,
  items: number,
  { widenItems, widenPercent }: Pick<AbortRules, 'widenItems' | 'widenPercent'>,
) => gains > widenItems && gains * 100 > items * widenPercent
