import { registerCertificate } from '../authority/certificate'
import { addFederatedCredential } from '../authority/federation'
import { forceState } from '../faults/effects'
import type { Faults } from '../faults/faults'
import { readFaultScript } from '../faults/script'
import type { Gateway } from '../kernel/gateway'
import type { Answer } from '../kernel/http'
import type { RequestLog } from '../kernel/request-log'
import { members, optionalText, Wrong, wholeNumber } from '../kernel/wrong'
import { composedProfile } from '../people/compose'
import { listIgnored } from '../routes/ignored-values'
import { failNextSchema } from '../routes/schema'
import { findApp } from '../seed/apps'
import { seedDocument } from '../seed/document'
import type { Seed } from '../seed/seed'
import { checkSetting } from '../settings'
import type { Clock } from '../store/clock'
import type { Tenant } from '../store/tenant'
import { countOf, readTime } from './read-input'
import { groupsOf, itemsOf, stateOfTenant } from './snapshot'

export type ControlParts = {
  tenant: Tenant
  clock: Clock
  faults: Faults
  log: RequestLog
  gateway: Gateway
  reset(seed?: Seed): void
}

type ControlRequest = { query: URLSearchParams; body: unknown; path: string[] }
type ControlHandler = (parts: ControlParts, request: ControlRequest) => Answer

const latest = Date.UTC(9999, 11, 31)
const done: Answer = { status: 204 }
const notThere = (what: string): Answer => ({ status: 404, body: { message: `There is no ${what}.` } })
const timeOf = ({ clock }: ControlParts): Answer => ({
  status: 200,
  body: { now: new Date(clock.now()).toISOString(), offsetMs: clock.offset() },
})

/** Keys are the method and the path below `/_emulator/`, in which a `:` stands for any one segment. */
export const controlHandlers: Record<string, ControlHandler> = {
  'GET state': ({ tenant }) => ({ status: 200, body: stateOfTenant(tenant) }),

  'GET items': ({ tenant }, { query }) => {
    const connectionId = query.get('connectionId')
    if (!connectionId) throw new Wrong('connectionId is missing.')
    const [top, skip] = [countOf(query, 'top', 100), countOf(query, 'skip', 0)]
    return { status: 200, body: { value: itemsOf(tenant, connectionId, top, skip) } }
  },

  'GET groups': ({ tenant }, { query }) => {
    const connectionId = query.get('connectionId')
    if (!connectionId) throw new Wrong('connectionId is missing.')
    const [top, skip] = [countOf(query, 'top', 100), countOf(query, 'skip', 0)]
    return { status: 200, body: { value: groupsOf(tenant, connectionId, top, skip) } }
  },

  'GET ignoredValues': ({ tenant }, { query }) => {
    const [connectionId, itemId] = [query.get('connectionId'), query.get('itemId')]
    const value = listIgnored(tenant, 100_000).filter(
      (one) =>
        (connectionId === null || one.connectionId === connectionId) &&
        (itemId === null || one.itemId === itemId),
    )
    return { status: 200, body: { value: value.slice(0, countOf(query, 'top', 1000)) } }
  },

  'GET profiles/:': ({ tenant }, { path: [, user = ''] }) => {
    const profile = composedProfile(tenant, user)
    return profile ? { status: 200, body: profile } : notThere(`user ${user}`)
  },

  'GET requests': ({ log }, { query }) => ({
    status: 200,
    body: { value: log.list(query.has('last') ? countOf(query, 'last', 0) : undefined) },
  }),

  'DELETE requests': ({ log }) => {
    log.clear()
    return done
  },

  'GET inFlight': ({ gateway }) => ({ status: 200, body: { value: gateway.inFlight.list() } }),

  'DELETE inFlight': ({ gateway }) => {
    gateway.inFlight.forget()
    return done
  },

  'POST reset': ({ reset }, { body }) => {
    const { seed } = members(body)
    if (seed !== undefined && seed !== 'demo' && seed !== 'empty') throw new Wrong('seed is demo or empty.')
    reset(seed)
    return done
  },

  'POST seed': (parts, { body }) => ({ status: 201, body: seedDocument(parts, body) }),

  'GET clock': timeOf,

  'POST clock': (parts, { body }) => {
    const { advanceMs, now } = members(body)
    const { clock } = parts
    const step = now === undefined ? wholeNumber(advanceMs, 'advanceMs') : readTime(now) - clock.now()
    if (clock.now() + step > latest) throw new Wrong('The clock goes to the year 9999 at most.')
    clock.advance(step)
    return timeOf(parts)
  },

  'GET settings': ({ tenant }) => ({ status: 200, body: tenant.settings }),

  'POST settings': ({ tenant }, { body }) => {
    const changes = Object.entries(members(body))
    for (const [name, value] of changes) checkSetting(name, value)
    Object.assign(tenant.settings, Object.fromEntries(changes))
    return { status: 200, body: tenant.settings }
  },

  'GET faults': ({ faults }) => ({ status: 200, body: faults.list() }),

  // A list is added to the current script; a whole script replaces it.
  'POST faults': ({ faults }, { body }) => {
    const script = readFaultScript(body)
    if (Array.isArray(body)) faults.add(script.faults)
    else faults.load(script)
    return done
  },

  'DELETE faults': ({ faults }) => {
    faults.clear()
    return done
  },

  'POST failNextSchema': ({ tenant }, { body }) => {
    const { code, message } = members(body)
    if (typeof message !== 'string') throw new Wrong('message is text.')
    failNextSchema(tenant, typeof code === 'string' ? { code, message } : { message })
    return done
  },

  'POST connections/:/state': ({ tenant }, { path: [, connectionId = ''], body }) => {
    const { state } = members(body)
    if (state !== null && state !== 'limitExceeded' && state !== 'obsolete') {
      throw new Wrong('state is limitExceeded or obsolete, or null for what it would be by itself.')
    }
    return forceState(tenant, connectionId, state) ? done : notThere(`connection ${connectionId}`)
  },

  'POST operations/:/end': ({ tenant }, { path: [, id = ''], body }) => {
    const { error } = members(body)
    const { code, message } = members(error, 'error')
    if (error !== undefined && typeof message !== 'string') throw new Wrong('message is text.')
    const failure = error === undefined ? null : JSON.stringify({ code: optionalText(code, 'code'), message })
    const sql = 'update operations set endsAt = min(endsAt, ?), error = ? where id = ?'
    return tenant.store.run(sql, tenant.now(), failure, id) > 0 ? done : notThere(`operation ${id}`)
  },

  'POST apps/:/federatedIdentityCredentials': ({ tenant }, { path: [, clientId = ''], body }) => {
    const app = findApp(tenant.store, clientId)
    if (!app) return notThere(`app ${clientId}`)
    return { status: 201, body: addFederatedCredential(tenant.store, app, body) }
  },

  'POST apps/:/certificates': ({ tenant }, { path: [, clientId = ''], body }) => {
    const app = findApp(tenant.store, clientId)
    if (!app) return notThere(`app ${clientId}`)
    const pem = typeof body === 'string' ? body : members(body).pem
    try {
      return { status: 201, body: registerCertificate(tenant.store, app.clientId, String(pem)) }
    } catch {
      throw new Wrong('pem has to be a certificate in PEM form.')
    }
  },
}

/** The control API under `/_emulator/`, for tests and the inspector. Nothing like it exists in Graph. */
export function control(
  parts: ControlParts,
  method: string,
  encoded: string[],
  query: URLSearchParams,
  body: unknown,
) {
  const path = encoded.map(decoded)
  const names = [path.join('/'), path.map((segment, index) => (index === 1 ? ':' : segment)).join('/')]
  const key = names.map((name) => `${method} ${name}`).find((name) => Object.hasOwn(controlHandlers, name))
  const handler = key === undefined ? undefined : controlHandlers[key]
  if (!handler) return notThere(`${method} /_emulator/${path.join('/')}`)
  try {
    return handler(parts, { query, body, path })
  } catch (error) {
    if (!(error instanceof Wrong)) throw error
    return { status: 400, body: { message: error.message } }
  }
}

function decoded(segment: string) {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
