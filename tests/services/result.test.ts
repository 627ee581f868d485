import { DrizzleQueryError } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { problemOf } from '@/lib/services/result'

const failed = (cause: Error) =>
  problemOf(new DrizzleQueryError('select $1', ['hush'], cause), 'request-1', 'test')

test('a database that is away is said to be away', () => {
  const down = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' })
  const restarted = Object.assign(new Error('terminating connection'), { code: '57P01' })

  for (const cause of [down, restarted, new Error('Connection terminated unexpectedly')]) {
    const problem = failed(cause)
    expect(problem).toMatchObject({ code: 'unavailable', requestId: 'request-1' })
    expect(JSON.stringify(problem)).not.toMatch(/hush|127\.0\.0\.1/)
  }
})

test('a query that is wrong is a bug, and tells nothing of itself', () => {
  const problem = failed(Object.assign(new Error('no such column'), { code: '42703' }))

  expect(problem.code).toBe('bug')
  expect(JSON.stringify(problem)).not.toMatch(/hush|column|select/)
})
