import { report } from '../bench/report'
import type { Tenant } from './tenant'

/** What one death may cost: what was in flight, and what had not been flushed. */
const resentByDeath = 25 + 250

interface Seen {
  wanted: number
  /** How long each takeover took. */
  tookMs: number[]
  /** How the run ended, and what it sent. */
  status: string
  sent: number
  /** What the undisturbed run sent. */
  whole: number
  /** Whether Graph holds the same after both. */
  same: boolean
  /** How many requests were sent again in all, and how many were in flight at most. */
  resent: number
  most: number
}

export interface Load {
  most: number
  requests: number
}

/** The requests to the connection that got most of them, as the server counted. */
export async function loadOf({ ask }: Pick<Tenant, 'ask'>): Promise<Load> {
  const { value } = await ask<{ value: Load[] }>('GET', 'inFlight')
  return value.toSorted((one, other) => other.requests - one.requests)[0] ?? { most: 0, requests: 0 }
}

/** Prints what a run made of its deaths. Answers whether it held. */
export function judgeKills(
  bench: string,
  { wanted, tookMs, status, sent, whole, same, resent, most }: Seen,
): boolean {
  const sorted = tookMs.toSorted((one, other) => one - other)
  const died = tookMs.length
  const yes = { unit: '', budget: { atLeast: 1 } }
  return [
    report(bench, { metric: 'kills', value: died, unit: '', budget: { atLeast: wanted } }),
    report(bench, { metric: 'ended well', value: Number(status === 'succeeded'), ...yes }),
    report(bench, { metric: 'rows sent', value: sent, unit: 'rows', budget: { atLeast: whole } }),
    report(bench, { metric: 'byte-identical', value: Number(same), ...yes }),
    report(bench, {
      metric: 'sent again by kill',
      value: resent / died,
      unit: 'items',
      budget: { atMost: resentByDeath },
    }),
    report(bench, { metric: 'most in flight', value: most, unit: 'requests', budget: { atMost: 25 } }),
    report(bench, { metric: 'takeover, median', value: (sorted[died >> 1] ?? 0) / 1000, unit: 's' }),
    report(bench, {
      metric: 'takeover, longest',
      value: (sorted.at(-1) ?? 0) / 1000,
      unit: 's',
      budget: { atMost: 15 },
    }),
  ].every(Boolean)
}
