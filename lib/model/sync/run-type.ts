/** What a run does. `record`, `groups`, `purge` and `reconcile` read no source. */
export type RunType = 'full' | 'incremental' | 'retry' | 'record' | 'groups' | 'purge' | 'reconcile'

/** Whether it is about the items that were sent, and not about what the source holds. */
export const readsNoSource = ({ type }: { type: RunType }) => type === 'purge' || type === 'reconcile'

/** Source into a snapshot, comparison, sending, deletions. */
export type RunPhase = 'stage' | 'plan' | 'push' | 'finalize'

/** Which failed rows a retry sends again (without either, all of them), or which items are checked. */
export interface Selection {
  code?: string
  rows?: number[]
  /** So many items, picked at random; unless said, all. */
  sample?: number
  /** The last item that was checked. */
  after?: string
}

/**
 * Items that a run created, updated and deleted, and deletions that wait for an approval. Of a run of groups: members added,
 * groups created or renamed, members taken out or to be taken out.
 */
export interface ItemChanges {
  created: number
  updated: number
  deleted: number
  held: number
}
