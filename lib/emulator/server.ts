import type { IncomingMessage, ServerResponse } from 'node:http'
import { askAuthority } from './authority/front'
import { appServicePath, identityHeader } from './authority/managed-identity'
import { authorityRoute } from './authority/routes'
import { Tokens } from './authority/tokens'
import { refusedControl, refusedHost } from './control/access'
import { control } from './control/control'
import { type FaultScript, Faults } from './faults/faults'
import { inspect, isInspector } from './inspector/routes'
import { baseUrlOf, targetOf } from './kernel/address'
import { parseBody, type Received, receive } from './kernel/body'
import { Gateway } from './kernel/gateway'
import type { Answer, Version } from './kernel/http'
import { openListeners } from './kernel/listen'
import { RequestLog } from './kernel/request-log'
import { Router } from './kernel/router'
import { failed, send } from './kernel/send'
import { graphRoutes } from './routes/graph-routes'
import { indexWhenIdle } from './search/background'
import { listAccounts, portalRoleOf } from './seed/accounts'
import { listApps } from './seed/apps'
import { type Seed, seedTenant, tenantId } from './seed/seed'
import { defaultSettings, type Settings } from './settings'
import { openClock } from './store/clock'
import { purgeSome } from './store/purge'
import { isSnapshot, serveSnapshot } from './store/snapshot-file'
import { Store } from './store/store'
import type { Tenant } from './store/tenant'

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
  /** Callers with this secret may use the control API and the inspector from other machines. */
  controlSecret?: string
  /** Names beside its own under which it may be asked; `*`: any. */
  allowedHosts?: readonly string[]
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
  const authority = { tenant, tokens, faults, log }
  const controlled = { tenant, clock, faults, log, gateway, reset }

  /** A request to Graph, with its place among those in flight; undefined for any other one. */
  function arrive(request: IncomingMessage) {
    const graph = /^\/(v1\.0|beta)(\/.*|$)/i.exec(targetOf(request).path)
    if (!graph?.[1]) return undefined
    const { method = 'GET', headers } = request
    const version = graph[1].toLowerCase() as Version
    const asked = { method, version, path: graph[2] || '/', headers }
    return { ...asked, place: gateway.arrive(asked) }
  }
  type Arrived = NonNullable<ReturnType<typeof arrive>>

  async function answer(
    request: IncomingMessage,
    received: Received,
    arrived: Arrived | undefined,
  ): Promise<Answer | undefined> {
    const method = request.method ?? 'GET'
    const { path, search } = targetOf(request)
    const baseUrl = baseUrlOf(request)
    const { headers } = request
    const body = () => parseBody(received, headers['content-encoding'], settings)

    const wrongHost = refusedHost(headers.host ?? '', options.allowedHosts ?? [])
    // The control API and the inspector have a refusal of their own, which is tighter.
    if (wrongHost && !/^\/_emulator\//i.test(path) && !isInspector(path)) return wrongHost
    if (arrived) return gateway.answer({ ...arrived, search, body, sent: received.bytes, baseUrl })
    if (/^\/_emulator\//i.test(path)) {
      return (
        refusedControl(request, options.controlSecret) ??
        control(controlled, method, path.split('/').slice(2), new URLSearchParams(search), body())
      )
    }
    const route = authorityRoute(path)
    if (route) return askAuthority(authority, { method, path, search, headers, received, baseUrl }, route)
    if (isInspector(path)) {
      return (
        refusedControl(request, options.controlSecret) ??
        inspect(controlled, path, new URLSearchParams(search), baseUrl)
      )
    }
    return { status: 404, body: { message: `There is nothing at ${path}.` } }
  }

  async function serve(request: IncomingMessage, response: ServerResponse) {
    if (isSnapshot(request)) {
      const refused = refusedControl(request, options.controlSecret)
      const parts = { store, clock, faults, log, refused }
      return serveSnapshot(parts, request, response).catch((error) => send(response, failed(error)))
    }
    const arrived = arrive(request)
    // It is in flight until its answer is written, or its client has disconnected.
    if (arrived) response.once('close', arrived.place.leave)
    const received = await receive(request, settings.bodyLimitBytes)
    // The client disconnected before its request was complete.
    if (!received) return
    const found = await answer(request, received, arrived).catch(failed)
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

  const registrations = listApps(store).filter(({ identity }) => !identity)

  return {
    url: listeners.url,
    tls: listeners.tls,
    tenantId,
    apps: registrations.map(({ name, clientId, clientSecret, permissions, redirectUris: uris }) => ({
      name,
      clientId,
      clientSecret,
      permissions,
      redirectUris: uris,
    })),
    /** What App Service puts into the environment of an app that has an identity. */
    managedIdentity: {
      IDENTITY_ENDPOINT: `${listeners.url}${appServicePath}`,
      IDENTITY_HEADER: identityHeader,
    },
    users: listAccounts(store).sample.map((user) => ({
      userPrincipalName: user.userPrincipalName,
      portalRole: user.tenantId === tenantId ? portalRoleOf(user) : null,
    })),
    tenant,
    clock,
    faults,
    log,
    /** Waits briefly for the requests in flight. */
    async close() {
      clearInterval(purging)
      endIndexing()
      await listeners.close()
      store.close()
    },
  }
}
