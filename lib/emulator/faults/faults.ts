import { Hidden } from './hidden'
import { drawLatency, type Latency, type Random, seededRandom } from './random'

export type Service = 'graph' | 'authority'

/** A scripted failure. It has one effect: a status, a drop, a delay, or one of the last three. */
export type Fault = {
  match: { method?: string; path?: string; service?: Service }
  /** How many requests it applies to; with `every`, how many of each group of that size. */
  times: number
  every?: number
  /** The probability that it applies to a request, from 0 to 1. */
  rate?: number
  /** This number of matching requests pass first. */
  skip?: number
  status?: number
  /** Seconds; null or absent sends no Retry-After. */
  retryAfter?: number | null
  /** The format of Retry-After: a number of seconds by default, or a date. */
  retryAfterAs?: 'seconds' | 'date'
  /** Milliseconds, in the header x-ms-retry-after-ms. */
  retryAfterMs?: number
  error?: string
  message?: string
  /** Sent instead of a Graph error, as text/html: gateways in front of Graph do that. */
  html?: string
  /** Ends the connection without an answer, before or after the request took effect. */
  drop?: 'before' | 'after'
  latency?: Latency
  /** How the schema operation that this request starts ends. A stuck one never ends. */
  operation?: 'stuck' | { code?: string; message: string }
  /** The state that the connection of this request is in from now on. */
  state?: 'limitExceeded' | 'obsolete'
  /** How long the object that this request creates is not found. */
  lateMs?: number
}

export type FaultScript = { seed: string | number; faults: Fault[] }

/** The faults that apply to one request. */
export type Met = Pick<Fault, 'operation' | 'state' | 'lateMs'> & { outcome?: Fault; delayMs: number }

type Armed = {
  fault: Fault
  method: string | undefined
  pattern: RegExp | undefined
  random: Random
  matched: number
  met: number
}

const nothing: Met = { delayMs: 0 }

/**
 * Each fault has its own sequence of random numbers, so that the same script with the same seed has the same outcome
 * for the same order of the requests that match it, whatever else is asked in between.
 */
export class Faults {
  readonly hidden = new Hidden()
  #seed: string | number = 0
  #armed: Armed[] = []

  /** Replaces the script. */
  load({ seed, faults }: FaultScript) {
    this.clear()
    this.#seed = seed
    this.add(faults)
  }

  /** Throws SyntaxError for a path that is no regular expression. */
  add(faults: Fault[]) {
    const armed = faults.map((fault, index) => ({
      fault,
      method: fault.match.method?.toUpperCase(),
      pattern: fault.match.path === undefined ? undefined : new RegExp(fault.match.path, 'i'),
      random: seededRandom(this.#seed, this.#armed.length + index),
      matched: 0,
      met: 0,
    }))
    this.#armed.push(...armed)
  }

  clear() {
    this.#seed = 0
    this.#armed = []
    this.hidden.clear()
  }

  list() {
    const faults = this.#armed.map(({ fault, matched, met }) => ({
      ...fault,
      times: Number.isFinite(fault.times) ? fault.times : undefined,
      matched,
      met,
    }))
    return { seed: this.#seed, faults }
  }

  /** The faults that apply to this request: at most one outcome, and every fault that only modifies it. */
  take(method: string, path: string, service: Service = 'graph'): Met {
    if (this.#armed.length === 0) return nothing
    const found: Met = { delayMs: 0 }
    for (const one of this.#armed) {
      const { fault } = one
      if ((fault.match.service ?? 'graph') !== service) continue
      const decides = fault.status !== undefined || fault.drop !== undefined
      if (decides && found.outcome) continue
      if (one.method && one.method !== method) continue
      if (one.pattern && !one.pattern.test(path)) continue
      if (!meets(one)) continue
      if (decides) found.outcome = fault
      if (fault.latency) found.delayMs += drawLatency(fault.latency, one.random)
      found.operation ??= fault.operation
      found.state ??= fault.state
      found.lateMs ??= fault.lateMs
    }
    return found
  }
}

function meets(one: Armed) {
  const { times, every, rate, skip = 0 } = one.fault
  one.matched += 1
  const place = one.matched - skip - 1
  if (place < 0) return false
  if (every === undefined ? one.met >= times : place % every >= times) return false
  if (rate !== undefined && one.random() >= rate) return false
  one.met += 1
  return true
}
