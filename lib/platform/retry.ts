import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from './errors'

// What the console tries again, how often, how long it waits between and when it gives up: all of it is said here.
// The facts of Graph: docs/graph-contract.md#retry-policy

/** How often a request is tried in total. */
const tries = 6
const longestBackoffMs = 60_000

/** How long a call may wait in all between its tries: while a person looks on, and in a job, which has the time. */
export const patienceMs = { page: 60_000, job: 60 * 60_000 }

/** A try that takes longer is aborted and counts as a broken connection. */
export const attemptMs = { graph: 100_000, token: 20_000, discovery: 10_000 }

const busyStatuses = new Set([408, 429, 502, 503, 504])

/** Whether the same request may succeed later. A POST that ended in 500 may have taken effect. */
export const isTransientStatus = (status: number, method: string) =>
  busyStatuses.has(status) || (status === 500 && method !== 'post')

/** Whether the same work may succeed later. */
export const isTransient = (error: unknown): error is AppError =>
  error instanceof AppError && (error.code === 'throttled' || error.code === 'unavailable')

/** What asks for a longer wait than this is broken: it would hold a connection for ever. */
const longestAskedMs = 24 * 60 * 60_000

/** Milliseconds that a service asks to wait, from `x-ms-retry-after-ms` or `Retry-After` (seconds or a date). */
export function retryAfter(headers: Headers, now = Date.now()) {
  const wait = waitIn(headers, now)
  return wait === undefined ? undefined : Math.min(wait, longestAskedMs)
}

function waitIn(headers: Headers, now: number) {
  const milliseconds = Number(headers.get('x-ms-retry-after-ms'))
  if (milliseconds > 0) return milliseconds
  const header = headers.get('retry-after')
  if (!header) return undefined
  const wait = /^\d+(\.\d+)?$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now
  return wait > 0 ? wait : undefined
}

/** Wait after the try number `tried` (from 1): 1, 2, 4 … times the backoff, of that a random half to whole. */
export function backoff(tried: number, backoffMs: number) {
  const whole = Math.min(backoffMs * 2 ** (tried - 1), longestBackoffMs)
  return whole / 2 + (Math.random() * whole) / 2
}

/** Counts the tries of one request and the time spent between them. */
export class Tries {
  private tried = 0
  private waitedMs = 0

  constructor(
    private readonly waitMs = patienceMs.page,
    private readonly backoffMs = 1000,
  ) {}

  /** A try has failed: how long to wait before the next, or null when there is none left or no time for it. */
  next(askedMs: number | undefined): number | null {
    this.tried += 1
    const waitMs = askedMs ?? backoff(this.tried, this.backoffMs)
    if (this.tried >= tries || this.waitedMs + waitMs > this.waitMs) return null
    this.waitedMs += waitMs
    return waitMs
  }
}

/** How much longer whoever refused has asked to wait. */
export const untilRetry = ({ retryAt = 0 }: { retryAt?: Date | string | 0 }) =>
  Math.max(0, new Date(retryAt).getTime() - Date.now())

/**
 * Seconds until a job is retried after `stalls` (from 0) failures in a row without progress; not before the time that the
 * last of them has told.
 */
export const requeueSeconds = (stalls: number, failure: { retryAt?: Date | string } = {}) =>
  Math.max(Math.min(15 * 2 ** stalls, 300), Math.ceil(untilRetry(failure) / 1000))

/** Waits, or rejects with the signal's own reason as soon as it is aborted. */
export async function pause(ms: number, signal?: AbortSignal) {
  await sleep(ms, undefined, { signal }).catch(() => signal?.throwIfAborted())
}
