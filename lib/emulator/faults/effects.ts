import { setTimeout as delay } from 'node:timers/promises'
import { GraphError } from '../kernel/errors'
import type { Answer } from '../kernel/http'
import { isObject } from '../rules/members'
import { findConnection } from '../store/state'
import type { Tenant } from '../store/tenant'
import type { Fault, Faults, Met } from './faults'
import { kindMade, visibleMs } from './hidden'
import { retryHeaders } from './retry-headers'

type Request = { method: string; path: string }

// Beyond any clock, and still a safe integer.
const never = Number.MAX_SAFE_INTEGER

/**
 * Applies the faults of the script to a request. Undefined means that the connection is to be dropped.
 * @param handle answers the request as if there was no script
 */
export async function underFaults(
  { tenant, faults }: { tenant: Tenant; faults: Faults },
  met: Met,
  { method, path }: Request,
  handle: () => Promise<Answer>,
): Promise<Answer | undefined> {
  const { outcome, delayMs, state, operation, lateMs } = met
  if (delayMs > 0) await delay(delayMs)
  if (outcome?.drop === 'before') return undefined
  if (outcome && outcome.drop !== 'after') return refuseWith(outcome)
  if (state) forceState(tenant, connectionOf(path), state)
  faults.hidden.check(method, path, tenant.now())
  const kind = kindMade(method, path)
  const hiddenMs = lateMs ?? (kind ? tenant.settings[visibleMs[kind]] : 0)
  const isNew = kind !== undefined && hiddenMs > 0 && !exists(tenant, path)
  const answer = await (outcome ? handle().catch(nobodyHears) : handle())
  if (!answer) return undefined
  if (operation) endOperation(tenant, answer, operation)
  if (isNew && answer.status < 300) hide(faults, method, path, answer, tenant.now() + hiddenMs)
  if (outcome) return undefined
  return method === 'GET' ? faults.hidden.shown(path, answer, tenant.now()) : answer
}

/** A refusal is lost with the connection, like any other answer. */
function nobodyHears(error: unknown) {
  if (!(error instanceof GraphError)) throw error
  return undefined
}

function refuseWith(fault: Fault): Answer {
  const status = fault.status ?? 503
  const retry = retryHeaders(fault)
  if (fault.html !== undefined) {
    return { status, body: fault.html, headers: { ...retry, 'content-type': 'text/html' } }
  }
  const code = fault.error ?? codes[status] ?? 'ServiceUnavailable'
  throw new GraphError(status, code, fault.message ?? 'Scripted fault.', {}, retry).because('Scripted fault.')
}

const codes: Record<number, string> = {
  400: 'BadRequest',
  401: 'InvalidAuthenticationToken',
  403: 'AccessDenied',
  404: 'ItemNotFound',
  409: 'Conflict',
  429: 'TooManyRequests',
  500: 'generalException',
  504: 'GatewayTimeout',
}

const connectionOf = (path: string) => /\/external\/connections\/([^/]+)/i.exec(path)?.[1] ?? ''

/** Null computes the state from the connection again. */
export function forceState(tenant: Tenant, connectionId: string, state: string | null) {
  const row = findConnection(tenant, connectionId)
  if (row) tenant.store.run('update connections set forcedState = ? where key = ?', state, row.key)
  return row !== undefined
}

function endOperation({ store }: Tenant, { status, headers }: Answer, how: Fault['operation']) {
  const id = status === 202 && headers?.location?.split('/').at(-1)
  if (!id) return
  if (how === 'stuck') store.run('update operations set endsAt = ? where id = ?', never, id)
  else store.run('update operations set error = ? where id = ?', JSON.stringify(how), id)
}

function exists(tenant: Tenant, path: string) {
  const [, connectionId = '', id = ''] = /\/external\/connections\/([^/]+)\/items\/([^/]+)/i.exec(path) ?? []
  const row = id ? findConnection(tenant, connectionId) : undefined
  const sql = 'select 1 from items where connectionKey = ? and id = ?'
  return row !== undefined && tenant.store.get(sql, row.key, id) !== undefined
}

function hide(faults: Faults, method: string, path: string, { body }: Answer, until: number) {
  if (method === 'PUT') return faults.hidden.hide(path, until)
  const { id, sourceId } = isObject(body) ? body : {}
  for (const key of [id, sourceId]) {
    if (key !== undefined) faults.hidden.hide(`${path.replace(/\/$/, '')}/${String(key)}`, until)
  }
}
