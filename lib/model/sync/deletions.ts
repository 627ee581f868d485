/** A run deletes no more than this without being asked; what exceeds both is held. */
export const deletionGuard = { items: 10, share: 0.1 }

export const exceedsGuard = (deletions: number, items: number) =>
  deletions > deletionGuard.items && deletions > items * deletionGuard.share

/** `kept`: an admin has rejected it, or it came back before its turn. */
export type DeletionState = 'held' | 'due' | 'deleted' | 'kept'
