import type { GraphError } from './errors'

/** Graph's message, the message of its inner error, and the reason that is not sent. */
export function whyOf({ code, message, inner, reason }: GraphError) {
  return [...new Set([code, message, inner.message, reason])].filter(Boolean).join(': ')
}

export const stackOf = (error: unknown) =>
  error instanceof Error ? (error.stack ?? error.message) : String(error)
