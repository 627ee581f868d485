import type { Problem } from '../model/problem'

const statuses: Record<Problem['code'], number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  throttled: 429,
  unavailable: 503,
  bug: 500,
}

/** Tells a failure, and when to try again. */
export const failed = (problem: Problem) =>
  Response.json(
    { problem },
    {
      status: statuses[problem.code],
      headers: { ...headersOf(problem.requestId ?? ''), ...retryHeader(problem) },
    },
  )

/** Where nobody has said when to try again, the sentence of a throttled call says it: in a minute. */
const usualWaitMs = 60_000

function retryHeader({ code, retryAt }: Problem): Record<string, string> {
  if (code !== 'throttled' && code !== 'unavailable') return {}
  const ms = retryAt ? Date.parse(retryAt) - Date.now() : code === 'throttled' ? usualWaitMs : null
  return ms === null ? {} : { 'retry-after': String(Math.max(1, Math.ceil(ms / 1000))) }
}

export const answer = (status: number, body: unknown, requestId = '') =>
  Response.json(body ?? null, { status, headers: headersOf(requestId) })

/** What every answer of a route carries. */
export const headersOf = (requestId: string) => ({
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-request-id': requestId,
})
