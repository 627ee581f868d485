import { z } from 'zod'
import { isTransientStatus, pause, retryAfter, Tries } from '../platform/retry'
import type { CallOptions, Graph } from './client'
import { failure } from './failure'

/** Graph's limit for requests in a batch: https://learn.microsoft.com/graph/json-batching */
export const batchSize = 20

const Inner = z.looseObject({
  id: z.string(),
  status: z.number().int(),
  headers: z.record(z.string(), z.coerce.string()).nullish(),
  body: z.unknown(),
})
const Batch = z.looseObject({ responses: z.array(Inner) })

export interface BatchAnswer {
  status: number
  body: unknown
}

/**
 * Reads up to 20 addresses in one request and answers in their order. `isFinal` tells the statuses that the caller takes
 * as an answer. Inner requests are throttled one by one and are sent again (docs/graph-contract.md#batch-throttling).
 */
export async function readBatch(
  graph: Graph,
  paths: readonly string[],
  isFinal: (status: number) => boolean,
  options: CallOptions = {},
): Promise<BatchAnswer[]> {
  const answers = new Map<string, BatchAnswer>()
  const tries = new Tries(options.waitMs)
  for (let open = [...new Set(paths)]; open.length > 0; ) {
    const { inner, requestId } = await askBatch(graph, open, options)
    const refused = inner.filter(({ at, status, body }) => {
      if (isFinal(status)) answers.set(at, { status, body })
      return !answers.has(at)
    })
    const [first] = refused
    if (!first) break
    const askedMs = Math.max(...refused.map(({ headers }) => retryAfter(headers) ?? 0)) || undefined
    const final = refused.find(({ status }) => !isTransientStatus(status, 'get'))
    const waitMs = final ? null : tries.next(askedMs)
    if (waitMs === null) {
      if (askedMs !== undefined && !final)
        options.onThrottle?.({ status: first.status, waitMs: askedMs, asked: true })
      const { at, status, body, headers } = final ?? first
      throw failure(
        { status, body, requestId, retryAfterMs: retryAfter(headers) },
        'get',
        at.replace(/\?.*/, ''),
      )
    }
    options.onThrottle?.({ status: first.status, waitMs, asked: askedMs !== undefined })
    await pause(waitMs, options.signal)
    await options.gate?.(options.signal)
    open = refused.map(({ at }) => at)
  }
  return paths.map((at) => answers.get(at) ?? { status: 404, body: undefined })
}

/** One answer for each address, in their order. */
async function askBatch(graph: Graph, paths: string[], options: CallOptions) {
  const requests = paths.map((url, i) => ({ id: String(i), method: 'GET', url }))
  const { body, requestId } = await graph.call('post', '/$batch', { requests }, options)
  const { responses } = Batch.parse(body)
  const inner = paths.map((at, i) => {
    const answer = responses.find(({ id }) => id === String(i))
    if (!answer) throw new Error('A batch came back without one of its answers.')
    return { ...answer, at, headers: new Headers(answer.headers ?? {}) }
  })
  return { inner, requestId }
}
