import type { GraphError } from './errors'

/** What Graph says, what its inner error says besides, and what it leaves unsaid. */
export function whyOf({ code, message, inner, reason }: GraphError) {
  return [...new Set([code, message, inner.message, reason])].filter(Boolean).join(': ')
}

export const stackOf = (error: unknown) =>
  error instanceof Error ? (error.stack ?? error.message) : String(error)
