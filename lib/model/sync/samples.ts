import type { SourceHolds } from './source'

/** What a run did in a period. Times are ISO 8601; `at` is the end. */
export interface RunSample {
  at: string
  ms: number
  sent: number
  unchanged: number
  failed: number
  inFlightLow: number
  inFlightHigh: number
  limit: number
  throttled: number
  heldMs: number
  medianMs: number | null
}

/** At most so many periods, each made of neighbours; what was counted adds up to the same. */
export function foldSamples(samples: readonly RunSample[], most: number): RunSample[] {
  const size = Math.ceil(samples.length / most)
  if (size <= 1) return [...samples]
  const folded: RunSample[] = []
  for (let first = 0; first < samples.length; first += size) {
    folded.push(samples.slice(first, first + size).reduce(join))
  }
  return folded
}

function join(one: RunSample, next: RunSample): RunSample {
  return {
    at: next.at,
    // With the time between them, in which no worker had the run.
    ms: Math.max(one.ms + next.ms, Date.parse(next.at) - Date.parse(one.at) + one.ms),
    sent: one.sent + next.sent,
    unchanged: one.unchanged + next.unchanged,
    failed: one.failed + next.failed,
    inFlightLow: Math.min(one.inFlightLow, next.inFlightLow),
    inFlightHigh: Math.max(one.inFlightHigh, next.inFlightHigh),
    limit: next.limit,
    throttled: one.throttled + next.throttled,
    heldMs: one.heldMs + next.heldMs,
    medianMs: mean(one, next),
  }
}

/** Of two medians, weighted by what they are of. */
function mean(one: RunSample, next: RunSample) {
  if (one.medianMs === null || next.medianMs === null) return one.medianMs ?? next.medianMs
  const [a, b] = [one.sent + one.failed || 1, next.sent + next.failed || 1]
  return Math.round((one.medianMs * a + next.medianMs * b) / (a + b))
}

/** What the rate of a run counts. */
export const rateNames: Record<SourceHolds, string> = { items: 'Items/s', groups: 'Members/s' }

/** Items that were sent in a second. */
export const ratePerSecond = ({ sent, ms }: Pick<RunSample, 'sent' | 'ms'>) =>
  ms > 0 ? (sent * 1000) / ms : 0

/** What so many requests in flight can send in a second when Graph is as quick as it ever was; null when that is not known. */
export function possibleRate(samples: readonly RunSample[], most: number): number | null {
  const known = samples.flatMap(({ medianMs }) => (medianMs ? [medianMs] : []))
  return known.length > 0 ? (most * 1000) / Math.min(...known) : null
}
