import { expect, test } from 'vitest'
import { AppError } from '@/lib/platform/errors'
import {
  backoff,
  isTransient,
  isTransientStatus,
  patienceMs,
  pause,
  requeueSeconds,
  retryAfter,
  Tries,
} from '@/lib/platform/retry'

const header = (name: string, value: string) => new Headers({ [name]: value })

test('Graph names the wait in seconds, as a date or in milliseconds', () => {
  const now = Date.parse('2026-08-20T10:00:00Z')

  expect(retryAfter(header('retry-after', '7'), now)).toBe(7000)
  expect(retryAfter(header('retry-after', 'Thu, 20 Aug 2026 10:00:30 GMT'), now)).toBe(30_000)
  expect(retryAfter(header('x-ms-retry-after-ms', '250'), now)).toBe(250)
})

test('no wait is longer than a day, whatever is asked for', () => {
  const day = 24 * 3600_000
  for (const value of ['100000', '9'.repeat(400), 'Thu, 20 Aug 2099 10:00:30 GMT'])
    expect(retryAfter(header('retry-after', value))).toBe(day)
  expect(retryAfter(header('x-ms-retry-after-ms', '1e300'))).toBe(day)
})

test('a job is not retried before the time that was told', () => {
  const retryAt = new Date(Date.now() + 3600_000)

  expect(requeueSeconds(0)).toBe(15)
  expect(requeueSeconds(0, new AppError('throttled', 'Wait.', { retryAt }))).toBeGreaterThan(3500)
  expect(requeueSeconds(0, { retryAt: new Date(0).toISOString() })).toBe(15)
})

test('a wait that is over, absent or unreadable is none', () => {
  const now = Date.parse('2026-08-20T10:00:00Z')

  expect(retryAfter(header('retry-after', 'Thu, 20 Aug 2026 09:59:00 GMT'), now)).toBeUndefined()
  expect(retryAfter(header('retry-after', 'soon'), now)).toBeUndefined()
  expect(retryAfter(header('retry-after', '0'), now)).toBeUndefined()
  expect(retryAfter(new Headers(), now)).toBeUndefined()
})

test('the wait doubles with each try, up to a minute', () => {
  for (const [tried, whole] of [
    [1, 1000],
    [2, 2000],
    [5, 16_000],
    [9, 60_000],
  ] as const) {
    expect(backoff(tried, 1000)).toBeGreaterThanOrEqual(whole / 2)
    expect(backoff(tried, 1000)).toBeLessThanOrEqual(whole)
  }
})

test('a server error of a POST is not tried again, for it may have taken effect', () => {
  expect(isTransientStatus(500, 'put')).toBe(true)
  expect(isTransientStatus(500, 'post')).toBe(false)
  expect([408, 429, 502, 503, 504].every((status) => isTransientStatus(status, 'post'))).toBe(true)
  expect([400, 401, 403, 404, 409, 413, 501, 507].some((status) => isTransientStatus(status, 'put'))).toBe(
    false,
  )
})

test('a pause ends at once when it is aborted', async () => {
  const stop = new AbortController()
  const paused = pause(60_000, stop.signal)

  stop.abort(new Error('cancelled'))

  await expect(paused).rejects.toThrow('cancelled')
})

test('a request is tried six times, and waits as long as the service asks', () => {
  const tries = new Tries(patienceMs.job, 10)

  expect(tries.next(30_000)).toBe(30_000)
  const waits = [2, 3, 4, 5, 6].map(() => tries.next(undefined))

  expect(waits.slice(0, 4).every((wait) => wait !== null && wait <= 160)).toBe(true)
  expect(waits[4]).toBeNull()
})

test('a wait that the caller has no time for is not begun', () => {
  const tries = new Tries(patienceMs.page)

  expect(tries.next(40_000)).toBe(40_000)
  expect(tries.next(21_000)).toBeNull()
})

test('only what is throttled or away may do better later', () => {
  const codes = ['throttled', 'unavailable', 'invalid', 'forbidden', 'not-found', 'conflict'] as const

  expect(codes.filter((code) => isTransient(new AppError(code, 'It failed.')))).toEqual([
    'throttled',
    'unavailable',
  ])
  expect(isTransient(new Error('a bug'))).toBe(false)
})

test('a job in trouble is taken up after 15 seconds, then twice that, up to five minutes', () => {
  expect([0, 1, 2, 3, 4, 5, 12].map((stalls) => requeueSeconds(stalls))).toEqual([
    15, 30, 60, 120, 240, 300, 300,
  ])
})
