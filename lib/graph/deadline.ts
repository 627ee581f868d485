import { AppError } from '../platform/errors'
import type { Graph } from './client'

/** Of the time until the deadline, so much may pass between the tries of one call. */
const waitMs = 2_500

/** Graph whose calls end with `signal`, such as when whoever asked has left. */
export const withSignal = (graph: Graph, signal: AbortSignal): Graph => ({
  call: (method, path, body, options = {}) =>
    graph.call(method, path, body, {
      ...options,
      signal: options.signal ? AbortSignal.any([options.signal, signal]) : signal,
    }),
})

/**
 * Graph for reads that somebody waits for: all calls together end after `totalMs`, with the retries inside. A call
 * that does not end by then fails as `unavailable`.
 */
export function withDeadline(graph: Graph, totalMs: number): Graph {
  const deadline = AbortSignal.timeout(totalMs)
  return {
    async call(method, path, body, options = {}) {
      const signal = options.signal ? AbortSignal.any([options.signal, deadline]) : deadline
      try {
        return await graph.call(method, path, body, { waitMs, ...options, signal })
      } catch (error) {
        if (!deadline.aborted || error instanceof AppError) throw error
        throw new AppError('unavailable', `Graph has not answered within ${totalMs / 1000} seconds.`, {
          cause: error,
        })
      }
    },
  }
}
