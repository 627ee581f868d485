import { type AbortRules, whyStop } from '../model/sync/abort-rules'
import type { SyncCounts } from '../model/sync/sync'
import { RunStopped } from './stop'

/** Counts what failed against the abort rules of the sync. */
export class AbortWatch {
  private done: number
  private failed: number
  private consecutive = 0

  constructor(
    private readonly rules: AbortRules,
    { sent, unchanged, failed }: SyncCounts,
  ) {
    this.done = sent + unchanged + failed
    this.failed = failed
  }

  /** A row went well. */
  passed({ byGraph }: { byGraph: boolean }) {
    this.done += 1
    if (byGraph) this.consecutive = 0
  }

  /** A row failed; answers what ends the run, if this was one too many. */
  hasFailed({ ofConnection }: { ofConnection: boolean }): RunStopped | null {
    this.done += 1
    this.failed += 1
    if (ofConnection) this.consecutive += 1
    const { done, failed, consecutive } = this
    const message = whyStop(this.rules, { done, failed, consecutive })
    return message === null ? null : new RunStopped('stopped', { code: 'conflict', message })
  }
}
