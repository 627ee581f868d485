import { readFileSync } from 'node:fs'
import { listOf, members, optionalText, Wrong, wholeNumber } from '../kernel/wrong'
import type { Fault, FaultScript } from './faults'
import type { Latency } from './random'
import { canMeet } from './reach'

/** A script, or only a list of faults. Throws Wrong. */
export function readFaultScript(value: unknown): FaultScript {
  if (Array.isArray(value)) return { seed: 0, faults: value.map(readFault) }
  const { seed = 0, faults, ...rest } = members(value, 'A script')
  if (faults === undefined) throw new Wrong('Faults are an array.')
  refuseUnknown(rest, 'script')
  if (typeof seed !== 'string' && typeof seed !== 'number') throw new Wrong('seed is text or a number.')
  return { seed, faults: listOf(faults, 'faults').map(readFault) }
}

/** Throws Wrong for what cannot be read. */
export function readFaultFile(file: string): FaultScript {
  const text = readFileSync(file, 'utf8')
  try {
    return readFaultScript(JSON.parse(text) as unknown)
  } catch (error) {
    throw error instanceof SyntaxError ? new Wrong('it is not JSON') : error
  }
}

const effects = ['status', 'drop', 'latency', 'operation', 'state', 'lateMs']

function readFault(value: unknown): Fault {
  const { match, times, every, rate, skip, status, drop, retryAfter, latency, ...more } = members(value)
  const { operation, state, lateMs, error, message, html, retryAfterAs, retryAfterMs, ...rest } = more
  refuseUnknown(rest, 'fault')
  const found = effects.filter((name) => name in members(value))
  if (found.length === 0) throw new Wrong(`A fault has an effect: ${effects.join(', ')}.`)
  if (found.length > 1) throw new Wrong(`A fault has one effect, not ${found.join(' and ')}.`)
  if (drop !== undefined && drop !== 'before' && drop !== 'after') throw new Wrong('drop is before or after.')
  if (state !== undefined && state !== 'limitExceeded' && state !== 'obsolete') {
    throw new Wrong('state is limitExceeded or obsolete.')
  }
  if (retryAfterAs !== undefined && retryAfterAs !== 'seconds' && retryAfterAs !== 'date') {
    throw new Wrong('retryAfterAs is seconds or date.')
  }
  const once = (found[0] === 'latency' || found[0] === 'lateMs' || rate !== undefined) && every === undefined
  const fault: Fault = {
    match: readMatch(match),
    times: times === undefined ? (once ? Number.POSITIVE_INFINITY : 1) : wholeNumber(times, 'times'),
    every: every === undefined ? undefined : positive(every, 'every'),
    rate: rate === undefined ? undefined : readRate(rate),
    skip: skip === undefined ? undefined : wholeNumber(skip, 'skip'),
    status: status === undefined ? undefined : readStatus(status),
    drop,
    retryAfter: retryAfter == null ? undefined : wholeNumber(retryAfter, 'retryAfter'),
    retryAfterAs,
    retryAfterMs: retryAfterMs === undefined ? undefined : wholeNumber(retryAfterMs, 'retryAfterMs'),
    latency: latency === undefined ? undefined : readLatency(latency),
    operation: operation === undefined ? undefined : readOperation(operation),
    state,
    lateMs: lateMs === undefined ? undefined : wholeNumber(lateMs, 'lateMs'),
    error: optionalText(error, 'error'),
    message: optionalText(message, 'message'),
    html: optionalText(html, 'html'),
  }
  if (fault.match.service === 'authority' && connectorEffects.includes(found[0] ?? '')) {
    throw new Wrong(`The authority has no ${found[0]}.`)
  }
  if (!canMeet(fault.match)) throw new Wrong(unmet(fault.match))
  return fault
}

const connectorEffects = ['operation', 'state', 'lateMs']

function unmet({ method, path, service = 'graph' }: Fault['match']) {
  const begins = service === 'graph' ? '/v1.0/ or /beta/' : 'the tenant'
  const what = `${method ? `${method.toUpperCase()} ` : ''}${path ?? ''}`
  return `No request to ${service === 'graph' ? 'Graph' : 'the authority'} can meet ${what}: a path begins with ${begins}, has no query, and is one of those in docs/emulator.md.`
}

function readMatch(value: unknown): Fault['match'] {
  const { method, path, service, ...rest } = members(value, 'match')
  refuseUnknown(rest, 'match')
  const isText = (one: unknown) => one === undefined || typeof one === 'string'
  if (!isText(method) || !isText(path)) throw new Wrong('match holds a method and a path, as text.')
  if (path !== undefined && !isPattern(String(path))) throw new Wrong('path is no regular expression.')
  if (service !== undefined && service !== 'graph' && service !== 'authority') {
    throw new Wrong('service is graph or authority.')
  }
  return { method: optionalText(method, 'method'), path: optionalText(path, 'path'), service }
}

function readStatus(value: unknown) {
  const status = wholeNumber(value, 'status')
  if (status >= 400 && status < 600) return status
  throw new Wrong('status is from 400 to 599.')
}

function readRate(value: unknown) {
  if (typeof value === 'number' && value >= 0 && value <= 1) return value
  throw new Wrong('rate is a number from 0 to 1.')
}

function positive(value: unknown, name: string) {
  const number = wholeNumber(value, name)
  if (number > 0) return number
  throw new Wrong(`${name} is at least 1.`)
}

const longestMs = 24 * 3600 * 1000

function readLatency(value: unknown): Latency {
  const { minMs = 0, medianMs, p95Ms = medianMs, maxMs = longestMs, ...rest } = members(value, 'latency')
  refuseUnknown(rest, 'latency')
  const latency = {
    minMs: wholeNumber(minMs, 'minMs'),
    medianMs: wholeNumber(medianMs, 'medianMs'),
    p95Ms: wholeNumber(p95Ms, 'p95Ms'),
    maxMs: wholeNumber(maxMs, 'maxMs'),
  }
  if (latency.minMs <= latency.medianMs && latency.medianMs <= latency.p95Ms && latency.maxMs <= longestMs) {
    return latency
  }
  throw new Wrong('latency has minMs, medianMs and p95Ms in rising order, and at most a day as maxMs.')
}

function readOperation(value: unknown): Fault['operation'] {
  if (value === 'stuck') return value
  if (typeof value === 'string') throw new Wrong('operation is stuck, or the error that it ends with.')
  const { code, message, ...rest } = members(value, 'operation')
  refuseUnknown(rest, 'operation')
  if (typeof message !== 'string') throw new Wrong('message is text.')
  const known = optionalText(code, 'code')
  return known === undefined ? { message } : { code: known, message }
}

function refuseUnknown(rest: Record<string, unknown>, where: string) {
  const [name] = Object.keys(rest)
  if (name !== undefined) throw new Wrong(`A ${where} has no ${name}.`)
}

function isPattern(text: string) {
  try {
    new RegExp(text)
    return true
  } catch {
    return false
  }
}
