import { registerCertificate } from './authority/client'
import type { Clock } from './clock'
import type { Fault, Faults } from './faults'
import type { Answer } from './http'
import type { RequestLog } from './request-log'
import { failNextSchema } from './routes/schema'
import { findApp, type Seed } from './seed'
import type { Settings } from './settings'
import { itemsOf, stateOfTenant } from './snapshot'
import type { Tenant } from './tenant'

export type ControlParts = {
  tenant: Tenant
  clock: Clock
  faults: Faults
  log: RequestLog
  reset(seed?: Seed): void
}

type ControlRequest = { query: URLSearchParams; body: unknown; path: string[] }
type ControlHandler = (parts: ControlParts, request: ControlRequest) => Answer

/** What the caller got wrong, in a sentence. */
class Wrong extends Error {}

const done: Answer = { status: 204 }

const handlers: Record<string, ControlHandler> = {
  'GET state': ({ tenant }) => ({ status: 200, body: stateOfTenant(tenant) }),

  'GET items': ({ tenant }, { query }) => {
    const connectionId = query.get('connectionId')
    if (!connectionId) throw new Wrong('connectionId is missing.')
    const [top = 100, skip = 0] = ['top', 'skip'].map((name) => {
      const value = query.get(name)
      return value === null ? undefined : wholeNumber(Number(value), name)
    })
    return { status: 200, body: { value: itemsOf(tenant, connectionId, top, skip) } }
  },

  'GET requests': ({ log }) => ({ status: 200, body: { value: log.list() } }),

  'DELETE requests': ({ log }) => {
    log.clear()
    return done
  },

  'POST reset': ({ reset }, { body }) => {
    const { seed } = members(body)
    if (seed !== undefined && seed !== 'demo' && seed !== 'empty') throw new Wrong('seed is demo or empty.')
    reset(seed)
    return done
  },

  'POST clock': ({ clock }, { body }) => {
    clock.advance(wholeNumber(members(body).advanceMs, 'advanceMs'))
    return { status: 200, body: { now: new Date(clock.now()).toISOString(), offsetMs: clock.offset() } }
  },

  'POST settings': ({ tenant }, { body }) => {
    const changes = Object.entries(members(body))
    for (const [name, value] of changes) {
      const known = tenant.settings[name as keyof Settings]
      if (known === undefined) throw new Wrong(`There is no setting ${name}.`)
      if (typeof value !== typeof known) throw new Wrong(`${name} is a ${typeof known}.`)
    }
    Object.assign(tenant.settings, Object.fromEntries(changes))
    return { status: 200, body: tenant.settings }
  },

  'POST faults': ({ faults }, { body }) => {
    if (!Array.isArray(body)) throw new Wrong('Faults are an array.')
    faults.add(body.map(readFault))
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

  'POST apps certificates': ({ tenant }, { path: [, clientId = ''], body }) => {
    const app = findApp(tenant.store, clientId)
    if (!app) return { status: 404, body: { message: `There is no app ${clientId}.` } }
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
  path: string[],
  query: URLSearchParams,
  body: unknown,
) {
  const name = path.length === 3 ? `${path[0]} ${path[2]}` : path.join('/')
  const handler = handlers[`${method} ${name}`]
  if (!handler)
    return { status: 404, body: { message: `There is no ${method} /_emulator/${path.join('/')}.` } }
  try {
    return handler(parts, { query, body, path })
  } catch (error) {
    if (!(error instanceof Wrong)) throw error
    return { status: 400, body: { message: error.message } }
  }
}

function members(body: unknown): Record<string, unknown> {
  if (body === undefined) return {}
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new Wrong('The body is an object.')
  return body as Record<string, unknown>
}

function wholeNumber(value: unknown, name: string) {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
    throw new Wrong(`${name} has to be a whole number, not negative.`)
  }
  return value
}

function readFault(value: unknown): Fault {
  const { match, times = 1, status, drop, retryAfter, ...words } = members(value)
  const { method, path } = members(match)
  const isText = (one: unknown) => one === undefined || typeof one === 'string'
  if (!isText(method) || !isText(path)) throw new Wrong('match holds a method and a path, as text.')
  if (path !== undefined && !isPattern(String(path))) throw new Wrong('path is no regular expression.')
  if (drop !== undefined && drop !== 'before' && drop !== 'after') throw new Wrong('drop is before or after.')
  if (status !== undefined && !(wholeNumber(status, 'status') >= 400 && Number(status) < 600)) {
    throw new Wrong('status is from 400 to 599.')
  }
  if (status === undefined && drop === undefined) throw new Wrong('A fault has a status or a drop.')
  if (retryAfter != null) wholeNumber(retryAfter, 'retryAfter')
  for (const name of ['error', 'message', 'html']) {
    if (!isText(words[name])) throw new Wrong(`${name} is text.`)
  }
  const { error, message, html } = words
  return {
    match: { method, path },
    times: wholeNumber(times, 'times'),
    status,
    drop,
    retryAfter,
    error,
    message,
    html,
  } as Fault
}

function isPattern(text: string) {
  try {
    new RegExp(text)
    return true
  } catch {
    return false
  }
}
