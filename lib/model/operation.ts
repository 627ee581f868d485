import { z } from 'zod'
import type { Problem } from './problem'

/**
 * Graph's `connectionOperation` (docs/graph-contract.md#operation-status); `inprogress` is one lowercase
 * word.
 */
export const Operation = z.looseObject({
  id: z.string(),
  status: z.enum(['unspecified', 'inprogress', 'completed', 'failed', 'unknownFutureValue']),
  error: z.looseObject({ code: z.string().nullish(), message: z.string().nullish() }).nullish(),
})
export type Operation = z.infer<typeof Operation>

export type WatchedKind = 'schema' | 'delete'
export type WatchedStatus = 'inprogress' | 'completed' | 'failed'

export interface DeletionStep {
  name: 'priority' | 'profileSource' | 'connection' | 'gone'
  state: 'waiting' | 'doing' | 'done'
}

/** A watched operation as the browser polls it. Times are ISO 8601. */
export interface WatchedOperation {
  id: string
  connectionId: string
  kind: WatchedKind
  status: WatchedStatus
  steps: DeletionStep[] | null
  problem: Problem | null
  startedBy: string
  startedAt: string
  finishedAt: string | null
}
