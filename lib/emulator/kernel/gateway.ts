import { randomUUID } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import type { Tokens } from '../authority/tokens'
import { authorize } from '../directory/permissions'
import { underFaults } from '../faults/effects'
import type { Faults } from '../faults/faults'
import type { Tenant } from '../store/tenant'
import { rulesOf } from '../switches/switches'
import { demandJson } from './body'
import { demandConnectors } from './clouds'
import { GraphError, generalException, malformed } from './errors'
import { type GraphRequest, hasBody, queryOf } from './graph-request'
import type { Answer, Caller, Ctx, InnerRequest, SentAnswer } from './http'
import { InFlight, noPlace, type Place } from './in-flight'
import type { RequestLog } from './request-log'
import type { Router } from './router'
import { Throttle } from './throttle'
import { stackOf, whyOf } from './why'

type Parts = { tenant: Tenant; router: Router; tokens: Tokens; faults: Faults; log: RequestLog }

const json =
  'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8'
const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** The entrance of Graph: authenticates, authorizes and throttles callers, and shapes answers and refusals. */
export class Gateway {
  readonly inFlight = new InFlight()
  readonly #throttle = new Throttle()

  constructor(readonly parts: Parts) {}

  /** Counts a request from its first byte on. Whoever sends its answer calls `leave`. */
  arrive({
    method,
    version,
    path,
    headers,
  }: Pick<GraphRequest, 'method' | 'version' | 'path' | 'headers'>): Place {
    const { router, tokens, tenant } = this.parts
    try {
      const { params } = router.find(method, path, version)
      const { appId } = tokens.caller(headers.authorization)
      return this.inFlight.enter(appId, params.get('connectionId'), tenant.settings.inFlight)
    } catch {
      // An error in it is reported when it is handled.
      return noPlace
    }
  }

  /** Undefined means that the connection is to be dropped. */
  answer(request: GraphRequest): Promise<SentAnswer | undefined> {
    return this.#logged(request, (note) => {
      const caller = this.parts.tokens.caller(request.headers.authorization, request.baseUrl)
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
    const met = this.parts.faults.take(request.method, path)
    const ids = { 'request-id': requestId, 'client-request-id': clientRequestId }
    let caller: Caller | undefined
    const log = (status: number, answered: unknown, reason?: string) =>
      this.parts.log.add({
        at: new Date().toISOString(),
        method: request.method,
        path: `${path}${request.search}`,
        status,
        requestId,
        ...(caller ? { appId: caller.appId, kind: caller.kind } : {}),
        ...(reason === undefined ? {} : { reason }),
        durationMs: Math.round(performance.now() - started),
        sent: request.sent,
        answered,
      })
    const handled = () =>
      handle((known) => {
        caller = known
      })

    try {
      const answer = await underFaults(this.parts, met, { method: request.method, path }, handled)
      log(answer?.status ?? 0, answer?.body, met.outcome && 'Scripted fault.')
      if (!answer) return undefined
      return { ...answer, headers: { ...ids, 'content-type': json, ...answer.headers } }
    } catch (error) {
      const refusal = error instanceof GraphError ? error : generalException()
      if (refusal !== error) process.stderr.write(`${request.method} ${path} failed\n${stackOf(error)}\n`)
      const body = refusal.toBody(requestId, clientRequestId)
      log(refusal.status, body, whyOf(refusal))
      const headers = { ...ids, 'content-type': 'application/json', ...refusal.headers }
      return { status: refusal.status, body, headers }
    }
  }

  async #handle(request: GraphRequest, caller: Caller, latencyMs: number): Promise<Answer> {
    const { tenant, router } = this.parts
    demandConnectors(request)
    const { route, handler, access, params } = router.find(request.method, request.path, request.version)
    const { settings } = tenant
    const rules = rulesOf(settings)
    const { ownedOnly } = authorize(access, caller, rules)
    if (rules.bodyContentType === 'json' && hasBody(request)) demandJson(request.headers)
    this.#countRequest(caller.appId, route)
    const place =
      request.place ?? this.inFlight.enter(caller.appId, params.get('connectionId'), settings.inFlight)
    if (place.refusal) throw place.refusal
    const waitMs = latencyMs + settings.serviceMs
    try {
      if (waitMs > 0) await delay(waitMs)
      return await handler({ ...this.#context(request, caller, params), ownedOnly })
    } finally {
      if (!request.place) place.leave()
    }
  }

  #countRequest(appId: string, route: string) {
    const { now, settings } = this.parts.tenant
    const { throttleRequests, throttleWindowMs, groupRequestsPerSecond } = settings
    this.#throttle.count(`App ${appId}`, now(), { most: throttleRequests, windowMs: throttleWindowMs })
    if (route.includes('/:connectionId/groups')) {
      this.#throttle.count('The groups of the tenant', now(), {
        most: groupRequestsPerSecond,
        windowMs: 1000,
      })
    }
  }

  #context(request: GraphRequest, caller: Caller, params: Map<string, string>): Ctx {
    return {
      tenant: this.parts.tenant,
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
      ownedOnly: false,
      baseUrl: request.baseUrl,
      dispatch: (inner) => this.#dispatch(request, caller, inner),
    }
  }

  /** Does what an app may ask for directly, without token, throttling, faults or a log entry. */
  apply(appId: string, method: string, path: string, body: unknown): Answer {
    const request: GraphRequest = {
      method,
      version: 'beta',
      path,
      search: '',
      headers: {},
      body: () => body,
      baseUrl: 'http://localhost',
    }
    const { handler, params } = this.parts.router.find(method, path, 'beta')
    const caller: Caller = { appId, kind: 'app', permissions: new Set(), wids: new Set() }
    const answer = handler(this.#context(request, caller, params))
    if (answer instanceof Promise) throw new Error(`${method} ${path} cannot be done at once`)
    return answer
  }

  async #dispatch(outer: GraphRequest, caller: Caller, inner: InnerRequest): Promise<SentAnswer> {
    const [path = '', ...search] = inner.url.split('?')
    const headers: IncomingHttpHeaders = {}
    for (const [name, value] of Object.entries(inner.headers)) headers[name.toLowerCase()] = value
    const request: GraphRequest = {
      ...outer,
      place: undefined,
      method: inner.method.toUpperCase(),
      path,
      search: search.length > 0 ? `?${search.join('?')}` : '',
      headers,
      body: () => inner.body,
      sent: inner.body,
    }
    const answer = await this.#logged(request, (note) => {
      note(caller)
      if (/^\/\$batch\/?$/i.test(path)) throw malformed('A batch cannot hold another batch.')
      return this.#handle(request, caller, 0)
    })
    return answer ?? { status: 504, headers: {} }
  }
}
