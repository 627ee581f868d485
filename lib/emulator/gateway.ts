import { randomUUID } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { GraphError, generalException, malformed } from './errors'
import type { Fault, Faults } from './faults'
import type { Answer, Caller, Ctx, InnerRequest, SentAnswer, Version } from './http'
import { InFlight } from './in-flight'
import { authorize } from './permissions'
import type { RequestLog } from './request-log'
import type { Router } from './router'
import type { Tenant } from './tenant'
import type { Tokens } from './tokens'

export type GraphRequest = {
  method: string
  version: Version
  /** Below the version, still encoded. */
  path: string
  search: string
  headers: IncomingHttpHeaders
  /** Reads the JSON body, or throws GraphError. */
  body: () => unknown
  baseUrl: string
}

type Parts = { tenant: Tenant; router: Router; tokens: Tokens; faults: Faults; log: RequestLog }

const json =
  'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8'
const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Graph's front: who calls, what they may, how much at once, and how answers and refusals look. */
export class Gateway {
  readonly #inFlight = new InFlight()

  constructor(readonly parts: Parts) {}

  /** Undefined means that the connection is to be dropped. */
  answer(request: GraphRequest): Promise<SentAnswer | undefined> {
    return this.#logged(request, (note) => {
      const caller = this.parts.tokens.caller(request.headers.authorization)
      note(caller)
      return this.#handle(request, caller, this.parts.tenant.settings.latencyMs)
    })
  }

  async #logged(
    request: GraphRequest,
    handle: (note: (caller: Caller) => void) => Promise<Answer>,
  ): Promise<SentAnswer | undefined> {
    const started = performance.now()
    const requestId = randomUUID()
    const sent = request.headers['client-request-id']
    const clientRequestId = typeof sent === 'string' && guid.test(sent) ? sent : requestId
    const path = `/${request.version}${request.path}`
    const fault = this.parts.faults.take(request.method, path)
    const ids = { 'request-id': requestId, 'client-request-id': clientRequestId }
    let caller: Caller | undefined
    const log = (status: number, reason?: string) =>
      this.parts.log.add({
        at: new Date().toISOString(),
        method: request.method,
        path: `${path}${request.search}`,
        status,
        requestId,
        ...(caller ? { appId: caller.appId } : {}),
        ...(reason === undefined ? {} : { reason }),
        durationMs: Math.round(performance.now() - started),
      })
    const handled = () =>
      handle((known) => {
        caller = known
      })

    try {
      const answer = fault ? await faulty(fault, handled) : await handled()
      log(answer?.status ?? 0, fault && 'Scripted fault.')
      if (!answer) return undefined
      return { ...answer, headers: { ...ids, 'content-type': json, ...answer.headers } }
    } catch (error) {
      const refusal = error instanceof GraphError ? error : generalException()
      if (refusal !== error) process.stderr.write(`${request.method} ${path} failed\n${stackOf(error)}\n`)
      log(refusal.status, [refusal.code, refusal.message, refusal.reason].filter(Boolean).join(': '))
      const headers = { ...ids, 'content-type': 'application/json', ...refusal.headers }
      return { status: refusal.status, body: refusal.toBody(requestId, clientRequestId), headers }
    }
  }

  async #handle(request: GraphRequest, caller: Caller, latencyMs: number): Promise<Answer> {
    const { tenant, router } = this.parts
    const { handler, access, params } = router.find(request.method, request.path, request.version)
    const { ownedOnly } = authorize(access, caller)
    const leave = this.#inFlight.enter(caller.appId, params.get('connectionId'), tenant.settings.inFlight)
    try {
      if (latencyMs > 0) await delay(latencyMs)
      const ctx: Ctx = {
        tenant,
        version: request.version,
        method: request.method,
        param: (name) => {
          const value = params.get(name)
          if (value === undefined) throw new Error(`The route has no :${name}`)
          return value
        },
        query: queryOf(request.search),
        headers: request.headers,
        body: request.body(),
        caller,
        ownedOnly,
        baseUrl: request.baseUrl,
        dispatch: (inner) => this.#dispatch(request, caller, inner),
      }
      return await handler(ctx)
    } finally {
      leave()
    }
  }

  async #dispatch(outer: GraphRequest, caller: Caller, inner: InnerRequest): Promise<SentAnswer> {
    const [path = '', ...search] = inner.url.split('?')
    const headers: IncomingHttpHeaders = {}
    for (const [name, value] of Object.entries(inner.headers)) headers[name.toLowerCase()] = value
    const request: GraphRequest = {
      ...outer,
      method: inner.method.toUpperCase(),
      path,
      search: search.length > 0 ? `?${search.join('?')}` : '',
      headers,
      body: () => inner.body,
    }
    const answer = await this.#logged(request, (note) => {
      note(caller)
      if (/^\/\$batch\/?$/i.test(path)) throw malformed('A batch cannot hold another batch.')
      return this.#handle(request, caller, 0)
    })
    return answer ?? { status: 504, headers: {} }
  }
}

async function faulty(fault: Fault, handled: () => Promise<Answer>): Promise<Answer | undefined> {
  if (fault.drop === 'before') return undefined
  if (fault.drop === 'after') {
    await handled()
    return undefined
  }
  const status = fault.status ?? 503
  const retry: Record<string, string> =
    fault.retryAfter == null ? {} : { 'retry-after': String(fault.retryAfter) }
  if (fault.html !== undefined) {
    return { status, body: fault.html, headers: { ...retry, 'content-type': 'text/html' } }
  }
  const code = fault.error ?? (status === 429 ? 'TooManyRequests' : 'ServiceUnavailable')
  throw new GraphError(status, code, fault.message ?? 'Scripted fault.', {}, retry).because('Scripted fault.')
}

function queryOf(search: string) {
  const query = new URLSearchParams()
  if (search.length > 1) {
    for (const [name, value] of new URLSearchParams(search)) query.append(name.toLowerCase(), value)
  }
  return query
}

const stackOf = (error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : String(error))
