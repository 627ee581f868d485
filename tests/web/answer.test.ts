import { expect, test } from 'vitest'
import { failure } from '@/lib/graph/failure'
import { asProblem } from '@/lib/platform/errors'
import { failed } from '@/lib/web/answer'

const problemOf = (status: number, retryAfterMs?: number) =>
  asProblem(failure({ status, body: undefined, retryAfterMs }, 'get', '/external/connections'))

const told = (response: Response) => [response.status, Number(response.headers.get('retry-after'))]

test('a call that Graph throttles is answered with the time to try again', async () => {
  const response = failed(problemOf(429, 300_000))

  expect(response.status).toBe(429)
  const seconds = Number(response.headers.get('retry-after'))
  expect(seconds).toBeGreaterThan(200)
  expect(seconds).toBeLessThanOrEqual(300)
  expect(await response.json()).toMatchObject({
    problem: { code: 'throttled', retryAt: expect.stringContaining('T') },
  })
})

test('what its sentence says holds where Graph has named no time, and a time that is over is now', () => {
  expect(told(failed(problemOf(429)))).toEqual([429, 60])
  expect(told(failed({ ...problemOf(503), retryAt: new Date(0).toISOString() }))).toEqual([503, 1])
  expect(failed(problemOf(503)).headers.get('retry-after')).toBeNull()
  expect(failed(problemOf(404)).headers.get('retry-after')).toBeNull()
})
