import type { syncs } from '../db/schema'
import type { RunPhase } from '../model/sync/run-type'

type Of = Pick<typeof syncs.$inferSelect, 'phase' | 'checkpoint' | 'checkpointCounts' | 'changes'>

const phases: readonly RunPhase[] = ['stage', 'plan', 'push', 'finalize']

/** A number that rises as a run gets on: with rows, deletions and phases. The same number twice: nothing was done between. */
export const howFar = ({ phase, checkpoint, checkpointCounts, changes }: Of): number =>
  phases.indexOf(phase) + checkpoint + checkpointCounts.read + changes.deleted
