import type { ErrorCode } from '../model/problem'
import { beginningOf, storable } from '../model/storable'
import { AppError } from '../platform/errors'
import { missingPermission } from './permissions'

interface Answer {
  status: number
  body: unknown
  requestId?: string
  retryAfterMs?: number
}

const sentences: Record<ErrorCode, string> = {
  invalid: 'Graph refused the request.',
  unauthenticated:
    "Graph did not accept the console's sign-in. Check the app's client secret or certificate and its expiry.",
  forbidden: 'Graph denied access.',
  'not-found': 'Graph does not have this (any more).',
  conflict: 'Graph refused this because it conflicts with what is there.',
  throttled: 'Graph is throttling the console. Try again in a minute.',
  unavailable: 'Graph cannot be reached or is having trouble. Try again in a few minutes.',
}

/** What Graph's refusal of a call means to an admin. `method` and `path` tell which permission it needs. */
export function failure(answer: Answer, method: string, path: string) {
  const code = codeOf(answer.status)
  const graph = innermost(answer.body)
  const said = graph.message ? ` Graph says: ${graph.message}` : ''
  return new AppError(code, sentence(code, answer, graph.code, method, path) + said, {
    status: answer.status,
    graphCode: graph.code,
    graphRequestId: answer.requestId ?? graph.requestId,
    retryAt: answer.retryAfterMs ? inMs(answer.retryAfterMs) : undefined,
  })
}

/** Graph has asked to wait, and the time is not over. */
export const toWait = (retryAfterMs: number) =>
  new AppError('throttled', waitSentence('throttled', retryAfterMs), { retryAt: inMs(retryAfterMs) })

const inMs = (ms: number) => new Date(Date.now() + ms)

const waitSentence = (code: ErrorCode, ms: number) =>
  `${sentences[code].split(' Try again')[0]} Try again in ${Math.ceil(ms / 1000)} seconds.`

/** There was no answer: Graph is unreachable, or the network connection broke. */
export const unreachable = (cause: unknown, graphRequestId?: string) =>
  new AppError('unavailable', sentences.unavailable, { cause, graphRequestId })

function codeOf(status: number): ErrorCode {
  if (status === 401) return 'unauthenticated'
  if (status === 403) return 'forbidden'
  if (status === 404 || status === 410) return 'not-found'
  if (status === 409 || status === 412 || status === 423 || status === 507) return 'conflict'
  if (status === 429) return 'throttled'
  if (status >= 400 && status < 500 && status !== 408 && status !== 424) return 'invalid'
  return 'unavailable'
}

function sentence(
  code: ErrorCode,
  answer: Answer,
  graphCode: string | undefined,
  method: string,
  path: string,
) {
  if (answer.status === 413) return 'This is larger than Graph accepts.'
  if (answer.status === 507) return 'The quota for items is used up.'
  if (answer.retryAfterMs) return waitSentence(code, answer.retryAfterMs)
  if (code !== 'forbidden') return sentences[code]
  if (graphCode === 'AccessDenied' && path.startsWith('/external/')) {
    return "Graph denied access: the connection was made by another app. Let that app's owner add the console's app to the connection, or grant the console's app the permission for all connections."
  }
  // An exceeded quota is answered 403 too, and has nothing to do with permissions.
  const permission = /quota|limit/i.test(graphCode ?? '') ? undefined : missingPermission(method, path)
  if (!permission) return sentences.forbidden
  return `Graph denied access. The console's app probably lacks the application permission ${permission}, or an administrator has not consented to it.`
}

interface Said {
  code?: string
  message?: string
  requestId?: string
}

/**
 * Code and text of the innermost error that has one: they say more than the outer ones
 * (docs/graph-contract.md#error-inner).
 */
function innermost(body: unknown): Said {
  const said: Said = {}
  for (let at = member(body, 'error'); at; at = member(at, 'innerError') ?? member(at, 'innererror')) {
    said.code = text(at.code) ?? said.code
    said.message = text(at.message) ?? said.message
    said.requestId = text(at['request-id']) ?? said.requestId
  }
  return said
}

function member(of: unknown, name: string) {
  const value = typeof of === 'object' && of !== null ? (of as Record<string, unknown>)[name] : undefined
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
}

const longest = 500

/** What helps of a text of Graph: its first letters on one line. A gateway answers with whole pages. */
function text(value: unknown) {
  if (typeof value !== 'string') return undefined
  // Cut before anything else looks at it, for it may have megabytes.
  const line = storable(value.slice(0, 4 * longest))
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
  return line.length > longest ? `${beginningOf(line, longest)}…` : line || undefined
}
