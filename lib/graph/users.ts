import { z } from 'zod'
import { AppError } from '../platform/errors'
import { type CallOptions, type Graph, literal, path } from './client'
import { failure } from './failure'
import { backoff, isTransient, pause, retryAfter, tries } from './retry'

export const User = z.looseObject({
  id: z.string(),
  userPrincipalName: z.string(),
  displayName: z.string().nullish(),
})
export type User = z.infer<typeof User>

const select = '$select=id,userPrincipalName,displayName'

/** A user by object id or UPN; null when there is none. */
export async function getUser(graph: Graph, idOrUpn: string): Promise<User | null> {
  try {
    const { body } = await graph.call('get', userPath(idOrUpn))
    return User.parse(body)
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') return null
    throw error
  }
}

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
  // Neither can be put into a path, so neither is anybody's name.
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
  let open = upns
  for (let tried = 1; open.length > 0; tried++) {
    const requests = open.map((upn, i) => ({ id: String(i), method: 'GET', url: userPath(upn) }))
    const { body, requestId } = await graph.call('post', '/$batch', { requests }, options)
    const answers = Batch.parse(body).responses
    const again: string[] = []
    let waitMs = 0
    for (const [i, upn] of open.entries()) {
      const answer = answers.find(({ id }) => id === String(i))
      if (!answer) throw new Error('A batch came back without one of its answers.')
      const headers = new Headers(answer.headers ?? {})
      if (answer.status === 200) users.set(upn, User.parse(answer.body))
      // 400 is Graph's answer to a text that cannot be a user's name.
      else if (answer.status === 404 || answer.status === 400) users.set(upn, null)
      else if (isTransient(answer.status, 'get') && tried < tries) {
        again.push(upn)
        waitMs = Math.max(waitMs, retryAfter(headers) ?? backoff(tried, 1000))
      } else {
        const inner = {
          status: answer.status,
          body: answer.body,
          requestId,
          retryAfterMs: retryAfter(headers),
        }
        throw failure(inner, 'get', '/users')
      }
    }
    if (again.length > 0) {
      options.onThrottle?.({ status: 429, waitMs })
      await pause(waitMs, options.signal)
    }
    open = again
  }
  return users
}
