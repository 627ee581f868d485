import type { RunPhase } from '@/lib/model/sync/run-type'
import type { SyncView } from '@/lib/model/sync/sync'
import { report } from '../bench/report'
import { judgeKills, type Load } from './judge-kills'

interface Seen {
  wanted: number
  tookMs: number[]
  /** The phases in which a worker died. */
  killedIn: ReadonlySet<RunPhase>
  /** How the run ended, and how the undisturbed one. */
  view: SyncView
  whole: SyncView
  /** Whether Graph has the same members after both. */
  same: boolean
  /** The requests of both. */
  load: Load
  wholeLoad: Load
}

/** Prints what a run of groups made of its deaths. Answers whether it held. */
export function judgeGroups(
  bench: string,
  { wanted, tookMs, killedIn, view, whole, same, load, wholeLoad }: Seen,
): boolean {
  if (view.problem) process.stderr.write(`${view.status}: ${view.problem.message}\n`)
  const told = ({ status, counts, changes }: SyncView) => JSON.stringify({ status, counts, changes })
  const asIf = told(view) === told(whole)
  if (!asIf) process.stderr.write(`${told(view)} is not ${told(whole)}\n`)
  return [
    judgeKills(bench, {
      wanted,
      tookMs,
      status: view.status,
      sent: view.counts.sent,
      whole: whole.counts.sent,
      same,
      resent: load.requests - wholeLoad.requests,
      most: load.most,
    }),
    report(bench, { metric: 'counts as undisturbed', value: Number(asIf), unit: '', budget: { atLeast: 1 } }),
    report(bench, {
      metric: 'phases in which it died',
      value: killedIn.size,
      unit: 'of 4',
      budget: { atLeast: 4 },
    }),
  ].every(Boolean)
}
