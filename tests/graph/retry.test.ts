import { expect, test } from 'vitest'
import { backoff, isTransient, pause, retryAfter } from '@/lib/graph/retry'

const header = (name: string, value: string) => new Headers({ [name]: value })

test('Graph names the wait in seconds, as a date or in milliseconds', () => {
  const now = Date.parse('2026-08-20T10:00:00Z')

  expect(retryAfter(header('retry-after', '7'), now)).toBe(7000)
  expect(retryAfter(header('retry-after', 'Thu, 20 Aug 2026 10:00:30 GMT'), now)).toBe(30_000)
  expect(retryAfter(header('x-ms-retry-after-ms', '250'), now)).toBe(250)
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
  expect(isTransient(500, 'put')).toBe(true)
  expect(isTransient(500, 'post')).toBe(false)
  expect([408, 429, 502, 503, 504].every((status) => isTransient(status, 'post'))).toBe(true)
  expect([400, 401, 403, 404, 409, 413, 501, 507].some((status) => isTransient(status, 'put'))).toBe(false)
})

test('a pause ends at once when it is aborted', async () => {
  const stop = new AbortController()
  const paused = pause(60_000, stop.signal)

  stop.abort(new Error('cancelled'))

  await expect(paused).rejects.toThrow('cancelled')
})
