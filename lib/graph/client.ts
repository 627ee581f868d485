import { Client, ResponseType } from '@microsoft/microsoft-graph-client'
import { parseJson, writeJson } from '../model/exact-json'
import { hasOddTexts, storableAll } from '../model/storable'
import { AppError } from '../platform/errors'
import { patienceMs, retryAfter, Tries } from '../platform/retry'
import { type Answer, Call, Exchange, type Method, type Throttle } from './exchange'
import { failure } from './failure'
import { holdOf, scopeOf, untilFree } from './holds'

export { literal, path } from './path'

export interface CallOptions {
  version?: 'v1.0' | 'beta'
  headers?: Record<string, string>
  signal?: AbortSignal
  /** With false, only a throttled call is retried, and none that may have taken effect. */
  retry?: boolean
  /** How long this call may wait in total between its tries; a minute by default. */
  waitMs?: number
  onThrottle?: (throttle: Throttle) => void
  /** Every try waits here before it is sent. Without it, as long as Graph has asked others of this scope to. */
  gate?: (signal?: AbortSignal) => Promise<void>
  /** Called right before a try is sent; what it throws ends the call. */
  check?: () => void
  /** Ends the wait before a retry; `signal` ends a try that is on its way, too. */
  stop?: AbortSignal
}

interface GraphAnswer {
  status: number
  headers: Headers
  body: unknown
  requestId: string | undefined
}

export interface Graph {
  call(method: Method, path: string, body?: unknown, options?: CallOptions): Promise<GraphAnswer>
}

export interface GraphSettings {
  /** Scheme and host, e.g. `https://graph.microsoft.com`. */
  baseUrl: string
  /** Answers a token; asked with `true` when Graph did not accept the last one. */
  token: (renew?: boolean) => Promise<string>
  onThrottle?: (throttle: Throttle) => void
  backoffMs?: number
}

/** Calls Graph as one app. Calls are retried where that is safe, and fail with an AppError. */
export function createGraph({ baseUrl, token, onThrottle, backoffMs }: GraphSettings): Graph {
  const client = Client.initWithMiddleware({ baseUrl, middleware: new Exchange(token) })

  async function call(method: Method, path: string, body?: unknown, options: CallOptions = {}) {
    const relative = withinGraph(baseUrl, path)
    const tries = new Tries(options.waitMs, backoffMs)
    const hold = holdOf(graph, scopeOf(relative.path))
    const slowed = (throttle: Throttle) => {
      const { status, asked, waitMs } = throttle
      if (asked || status === 429) hold.until = Math.max(hold.until, performance.now() + waitMs)
      onThrottle?.(throttle)
      options.onThrottle?.(throttle)
    }
    const gate = (signal?: AbortSignal) => untilFree(hold, options.waitMs ?? patienceMs.page, signal)
    const call = new Call(method, tries, options.retry ?? true, slowed, { gate, ...options })
    const request = client
      .api(relative.path)
      .version(options.version ?? relative.version)
      .headers({ ...contentType, ...options.headers, prefer: prefer(options.headers) })
      .responseType(ResponseType.RAW)
      .middlewareOptions([call])
    // The SDK wraps what a middleware throws and loses its type, so the exchange keeps its outcome in `call`.
    await send(request, method, body).catch((error: unknown) => {
      throw call.failure ?? error
    })
    return parsed(call.answer, method, relative.path)
  }

  const graph = { call }
  return graph
}

const contentType = { 'content-type': 'application/json; charset=utf-8' }

type SdkRequest = ReturnType<Client['api']>

function send(request: SdkRequest, method: Method, body: unknown): Promise<unknown> {
  if (method === 'get' || method === 'delete') return request[method]()
  // The SDK sends a text as it is; its own JSON fails on a bigint.
  return request[method](writeJson(body))
}

/**
 * Without it Graph hides every enum member of recent years behind `unknownFutureValue`
 * (docs/graph-contract.md#evolvable-enums).
 */
function prefer(headers: Record<string, string> = {}) {
  return [headers.prefer, 'include-unknown-enum-members'].filter(Boolean).join(', ')
}

/** Turns an address of Graph, such as a nextLink, into what the SDK takes; a token never goes to another host. */
function withinGraph(baseUrl: string, path: string): { path: string; version: 'v1.0' | 'beta' } {
  if (path.startsWith('/')) return { path, version: 'v1.0' }
  const inside = path.startsWith(`${baseUrl}/`) && /^\/(v1\.0|beta)(\/.*)$/i.exec(path.slice(baseUrl.length))
  if (!inside) throw new Error('Graph answered with an address outside of Graph.')
  return { path: inside[2] ?? '/', version: inside[1]?.toLowerCase() === 'beta' ? 'beta' : 'v1.0' }
}

function parsed(answer: Answer | undefined, method: Method, path: string): GraphAnswer {
  if (!answer) throw new Error('The exchange with Graph ended without an answer.')
  const { status, headers, text } = answer
  const requestId = headers.get('request-id') ?? undefined
  const body = json(text)
  if (status >= 200 && status < 300) {
    if (body === notJson) {
      throw new AppError('unavailable', 'Something between the console and Graph answered in its place.', {
        status,
        graphRequestId: requestId,
      })
    }
    return { status, headers, body, requestId }
  }
  throw failure({ status, body, requestId, retryAfterMs: retryAfter(headers) }, method, path)
}

const notJson = Symbol('not JSON')

/**
 * Gateways answer 502 with a page of HTML, so a body is not always JSON. What Graph says is stored in many places, and other
 * programs write what it says: here it becomes what the database takes.
 */
function json(text: string): unknown {
  if (text === '') return undefined
  try {
    const value = parseJson(text)
    return hasOddTexts(text) ? storableAll(value) : value
  } catch {
    return notJson
  }
}
