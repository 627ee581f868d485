import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { logAuthority } from './authority/log'
import { answerAuthority, authorityRoute } from './authority/routes'
import { Tokens } from './authority/tokens'
import { control } from './control/control'
import { type FaultScript, Faults } from './faults/faults'
import { inspect, isInspector } from './inspector/routes'
import { baseUrlOf, isLocal, targetOf } from './kernel/address'
import { parseBody, parseForm, type Received, receive } from './kernel/body'
import { GraphError } from './kernel/errors'
import { writeJson } from './kernel/exact-json'
import { Gateway } from './kernel/gateway'
import type { Answer, Version } from './kernel/http'
import { openListeners } from './kernel/listen'
import { RequestLog } from './kernel/request-log'
import { Router } from './kernel/router'
import { graphRoutes } from './routes/graph-routes'
import { indexWhenIdle } from './search/background'
import { listAccounts, listApps, portalRoleOf, type Seed, seedTenant, tenantId } from './seed/seed'
import { defaultSettings, type Settings } from './settings'
import { openClock } from './store/clock'
import { purgeSome } from './store/purge'
import { isSnapshot, serveSnapshot } from './store/snapshot-file'
import { Store } from './store/store'
import type { Tenant } from './store/tenant'
import { rulesOf } from './switches/switches'

export type EmulatorOptions = {
  /** 0 takes a free one. */
  port?: number
  host?: string
  /** Listens for https too. 0 takes a free one. */
  tlsPort?: number
  /** A file, or `:memory:`. */
  data?: string
  seed?: Seed
  /** Added to those of the app registration for sign-in. */
  redirectUris?: string[]
  settings?: Partial<Settings>
  /** In force from the start, and after each reset. */
  faults?: FaultScript
}

export type Emulator = Awaited<ReturnType<typeof startEmulator>>

const purgeEveryMs = 250

/** Starts a local tenant. Throws when the port is taken or the file cannot be opened. */
export async function startEmulator(options: EmulatorOptions = {}) {
  const { port = 0, host = '127.0.0.1', data = ':memory:', redirectUris = [] } = options
  const store = new Store(data)
  const settings: Settings = { ...defaultSettings, ...options.settings }
  const clock = openClock(store)
  const tenant: Tenant = {
    id: tenantId,
    name: 'Contoso',
    domain: 'contoso.com',
    store,
    settings,
    now: clock.now,
  }
  let seed = options.seed ?? 'demo'
  seedTenant(store, seed, redirectUris)
  const tokens = new Tokens(store, tenantId)
  const faults = new Faults()
  if (options.faults) faults.load(options.faults)
  const log = new RequestLog(settings)
  const gateway = new Gateway({ tenant, router: new Router(...graphRoutes), tokens, faults, log })

  function reset(to: Seed = seed) {
    seed = to
    store.reset(['signingKey'])
    clock.reset()
    faults.load(options.faults ?? { seed: 0, faults: [] })
    log.clear()
    Object.assign(settings, { ...defaultSettings, ...options.settings })
    seedTenant(store, seed, redirectUris)
  }
  const controlled = { tenant, clock, faults, log, gateway, reset }

  async function answer(request: IncomingMessage, received: Received): Promise<Answer | undefined> {
    const method = request.method ?? 'GET'
    const { path, search } = targetOf(request)
    const baseUrl = baseUrlOf(request)
    const { headers } = request
    const body = () => parseBody(received, headers['content-encoding'], settings)

    const graph = /^\/(v1\.0|beta)(\/.*|$)/i.exec(path)
    if (graph?.[1]) {
      const version = graph[1].toLowerCase() as Version
      const sent = received.bytes
      return gateway.answer({ method, version, path: graph[2] || '/', search, headers, body, sent, baseUrl })
    }
    if (/^\/_emulator\//i.test(path)) {
      if (!isLocal(request)) return { status: 403, body: { message: 'Only from this machine.' } }
      return control(controlled, method, path.split('/').slice(2), new URLSearchParams(search), body())
    }
    const route = authorityRoute(path)
    if (route) {
      const correlation = headers['client-request-id']
      const authorityRequest = {
        tenant,
        tokens,
        method,
        tenantName: route.tenantName,
        query: new URLSearchParams(search),
        form: parseForm(received, headers['content-type'], rulesOf(settings).formContentType === 'any'),
        headers,
        baseUrl,
        correlationId: typeof correlation === 'string' ? correlation : randomUUID(),
      }
      const started = performance.now()
      const answered = await answerAuthority(authorityRequest, route)
      logAuthority(log, authorityRequest, `${path}${search}`, answered, started)
      return answered
    }
    if (isInspector(path)) {
      if (!isLocal(request)) return { status: 403, body: { message: 'Only from this machine.' } }
      return inspect(controlled, path, new URLSearchParams(search), baseUrl)
    }
    return { status: 404, body: { message: `There is nothing at ${path}.` } }
  }

  async function serve(request: IncomingMessage, response: ServerResponse) {
    if (isSnapshot(request)) {
      const parts = { store, clock, faults, log }
      return serveSnapshot(parts, request, response).catch((error) => send(response, failed(error)))
    }
    const received = await receive(request, settings.bodyLimitBytes)
    // The client went away before its request was whole.
    if (!received) return
    const found = await answer(request, received).catch(failed)
    if (found) send(response, found)
    else request.socket.destroy()
  }

  const addresses = { host, port, tlsPort: options.tlsPort, data }
  const listeners = await openListeners(
    addresses,
    (request, response) => void serve(request, response),
  ).catch((error: unknown) => {
    store.close()
    throw error
  })
  const purging = setInterval(() => purgeSome(store), purgeEveryMs).unref()
  const endIndexing = indexWhenIdle(tenant)

  return {
    url: listeners.url,
    tls: listeners.tls,
    tenantId,
    apps: listApps(store).map(({ name, clientId, clientSecret, permissions, redirectUris: uris }) => ({
      name,
      clientId,
      clientSecret,
      permissions,
      redirectUris: uris,
    })),
    users: listAccounts(store).sample.map((user) => ({
      userPrincipalName: user.userPrincipalName,
      portalRole: user.tenantId === tenantId ? portalRoleOf(user) : null,
    })),
    tenant,
    clock,
    faults,
    log,
    /** Waits for what is in flight, a moment at most. */
    async close() {
      clearInterval(purging)
      endIndexing()
      await listeners.close()
      store.close()
    },
  }
}

/** What went wrong outside the gateway: a body that is none, or a bug. */
function failed(error: unknown): Answer {
  if (error instanceof GraphError) return { status: error.status, body: { message: error.message } }
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  return { status: 500, body: { message: 'Something went wrong here. See the emulator’s output.' } }
}

function send(response: ServerResponse, { status, body, headers }: Answer) {
  const text = body === undefined || typeof body === 'string' ? body : writeJson(body)
  if (text === undefined) {
    const { 'content-type': _, ...rest } = headers ?? {}
    response.writeHead(status, status === 204 || status === 304 ? rest : { ...rest, 'content-length': 0 })
    response.end()
    return
  }
  const type = { 'content-type': 'application/json; charset=utf-8' }
  response.writeHead(status, { ...type, ...headers, 'content-length': Buffer.byteLength(text) })
  response.end(text)
}
