import { z } from 'zod'
import { isTransientStatus, pause, retryAfter, Tries } from '../platform/retry'
import { type CallOptions, type Graph, literal, path } from './client'
import { failure } from './failure'

export const User = z.looseObject({
  id: z.string(),
  userPrincipalName: z.string(),
  displayName: z.string().nullish(),
})
export type User = z.infer<typeof User>

const select = '$select=id,userPrincipalName,displayName'

/** A UPN that starts with `$` would read as a system segment (docs/graph-contract.md#user-dollar). */
const userPath = (idOrUpn: string) =>
  idOrUpn.startsWith('$')
    ? `${path`/users('${literal(idOrUpn)}')`}?${select}`
    : `${path`/users/${idOrUpn}`}?${select}`

/** Graph's limit for requests in a batch: https://learn.microsoft.com/graph/json-batching */
const batchSize = 20

/** The users of these UPNs, keyed in lower case; null for those that the tenant does not have. */
export async function findUsers(graph: Graph, upns: Iterable<string>, options: CallOptions = {}) {
  const users = new Map<string, User | null>()
  const names = [...new Set([...upns].map((upn) => upn.trim().toLowerCase()))]
  // These texts cannot be put into a path, so no user has such a name.
  const askable = names.filter((name) => !['', '.', '..'].includes(name))
  for (const name of names) users.set(name, null)
  for (let at = 0; at < askable.length; at += batchSize) {
    for (const [name, user] of await findBatch(graph, askable.slice(at, at + batchSize), options)) {
      users.set(name, user)
    }
  }
  return users
}

const Inner = z.looseObject({
  id: z.string(),
  status: z.number().int(),
  headers: z.record(z.string(), z.coerce.string()).nullish(),
  body: z.unknown(),
})
const Batch = z.looseObject({ responses: z.array(Inner) })

/** Inner requests are throttled one by one and have to be sent again by the caller. */
async function findBatch(graph: Graph, upns: string[], options: CallOptions) {
  const users = new Map<string, User | null>()
  const tries = new Tries(options.waitMs)
  for (let open = upns; open.length > 0; ) {
    const { answers, requestId } = await askBatch(graph, open, options)
    const refused = answers.filter(({ upn, status, body }) => {
      if (status === 200) users.set(upn, User.parse(body))
      // 400 is Graph's answer to a text that cannot be a user's name.
      else if (status === 404 || status === 400) users.set(upn, null)
      return !users.has(upn)
    })
    const [first] = refused
    if (!first) break
    const askedMs = Math.max(...refused.map(({ headers }) => retryAfter(headers) ?? 0)) || undefined
    const final = refused.find(({ status }) => !isTransientStatus(status, 'get'))
    const waitMs = final ? null : tries.next(askedMs)
    if (waitMs === null) {
      const { status, body, headers } = final ?? first
      throw failure({ status, body, requestId, retryAfterMs: retryAfter(headers) }, 'get', '/users')
    }
    options.onThrottle?.({ status: first.status, waitMs, asked: askedMs !== undefined })
    await pause(waitMs, options.signal)
    await options.gate?.(options.signal)
    open = refused.map(({ upn }) => upn)
  }
  return users
}

/** One answer for each name, in their order. */
async function askBatch(graph: Graph, upns: string[], options: CallOptions) {
  const requests = upns.map((upn, i) => ({ id: String(i), method: 'GET', url: userPath(upn) }))
  const { body, requestId } = await graph.call('post', '/$batch', { requests }, options)
  const { responses } = Batch.parse(body)
  const answers = upns.map((upn, i) => {
    const answer = responses.find(({ id }) => id === String(i))
    if (!answer) throw new Error('A batch came back without one of its answers.')
    return { ...answer, upn, headers: new Headers(answer.headers ?? {}) }
  })
  return { answers, requestId }
}
