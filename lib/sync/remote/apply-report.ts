import type { Problem } from '../../model/problem'
import type { RemoteReport } from '../../model/sync/remote-source'
import { endStatus } from '../../model/sync/status'
import type { Run } from '../run-state'

/** How much of the slow mean of the rate is of the last report. */
const weight = 0.3

/** A run as a report says it is. Each count of it is of the whole run. */
export function progressOf({ counts, total }: RemoteReport, run: Run, heardAt: Date, now: Date) {
  const { sent, created, unchanged, failed, deleted } = counts
  const read = sent + unchanged + failed
  const before = run.counts.sent + run.counts.unchanged + run.counts.failed
  const seconds = (now.getTime() - heardAt.getTime()) / 1000
  const rate = seconds > 0 ? Math.max(0, read - before) / seconds : run.rate
  return {
    counts: { read, sent, created, unchanged, failed },
    changes: { ...run.changes, deleted },
    totalRows: total ?? run.totalRows,
    rate,
    pace: run.pace > 0 ? run.pace + (rate - run.pace) * weight : rate,
    flushedAt: now,
  }
}

/** How the connector has ended its run; nothing while it goes on. */
export function endOf({ state, counts, message }: RemoteReport): Partial<Pick<Run, 'status'>> & Partial<Run> {
  if (state === 'running') return {}
  const ended = { rate: 0, finishedAt: new Date() }
  if (state === 'failed') return { ...ended, status: 'failed', problem: failure(message) }
  const status = endStatus(counts)
  return { ...ended, status, problem: status === 'failed' ? failure(message) : null }
}

const failure = (message: string | undefined): Problem => ({
  code: 'unavailable',
  message: message
    ? `The connector says: ${message}`
    : 'The connector reported that it failed. Its log has the reason.',
})
