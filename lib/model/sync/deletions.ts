import type { AbortRules } from './abort-rules'

/** Whether so many deletions wait for an approval: they are too many, and too large a share of all items. */
export const exceedsGuard = (
  deletions: number,
  items: number,
  { heldItems, heldPercent }: Pick<AbortRules, 'heldItems' | 'heldPercent'>,
) => deletions > heldItems && deletions * 100 > items * heldPercent

/** `kept`: an admin has rejected it, or it came back before its turn. */
export type DeletionState = 'held' | 'due' | 'deleted' | 'kept'
