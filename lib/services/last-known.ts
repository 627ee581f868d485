import { setTimeout as sleep } from 'node:timers/promises'
import type { Problem } from '../model/problem'
import { AppError, asProblem } from '../platform/errors'
import { isTransient } from '../platform/retry'

/** What was read from Graph, now or the last time that it answered. */
export interface Reading<T> {
  value: T
  /** ISO 8601; null when it was read for this answer. */
  asOf: string | null
  /** Why it was not read now. */
  problem: Problem | null
}

export interface Known<T> {
  value: T
  at: Date
}

/** A page waits no longer for Graph when it has something to show. */
const patienceMs = 1_500

/**
 * What Graph answers; when it is slow or in trouble, what it answered last. Graph's refusals, and trouble without
 * anything known, are thrown.
 */
export async function orLastKnown<T>(
  read: () => Promise<T>,
  findKnown: () => Promise<Known<T> | null>,
): Promise<Reading<T>> {
  const reading = read().then(
    (value) => ({ value, asOf: null, problem: null }),
    (error: unknown) => {
      if (isTransient(error)) return error
      throw error
    },
  )
  const first = await Promise.race([reading, sleep(patienceMs, 'late' as const)])
  if (first !== 'late' && !(first instanceof AppError)) return first
  const known = await findKnown()
  if (known) return { value: known.value, asOf: known.at.toISOString(), problem: problemOf(first) }
  const last = await reading
  if (last instanceof AppError) throw last
  return last
}

const problemOf = (reason: AppError | 'late'): Problem =>
  reason === 'late' ? { code: 'unavailable', message: 'Graph has not answered yet.' } : asProblem(reason)
