import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import { dnsNames } from '../tls/names'

export type AddressedRequest = Pick<IncomingMessage, 'headers'> & {
  socket: { remoteAddress?: string; localPort?: number; encrypted?: boolean }
}

const loopback = /^(127\.|::1$|::ffff:127\.)/
const hostForm = /^([\w.-]+|\[[\da-f:.]+\])(:\d{1,5})?$/i

export function targetOf({ url = '/' }: IncomingMessage) {
  const target = url.startsWith('/') ? url : url.replace(/^[a-z]+:\/\/[^/?]*/i, '') || '/'
  const at = target.indexOf('?')
  return at < 0 ? { path: target, search: '' } : { path: target.slice(0, at), search: target.slice(at) }
}

const first = (headers: IncomingHttpHeaders, name: string) =>
  String(headers[name] ?? '')
    .split(',', 1)[0]
    ?.trim() ?? ''

/** Scheme and host as the client used them, also before a proxy. Which hosts may: `isKnownHost`. */
export function baseUrlOf({ headers, socket }: AddressedRequest) {
  const forwarded = first(headers, 'x-forwarded-proto').toLowerCase()
  const own = socket.encrypted ? 'https' : 'http'
  const scheme = forwarded === 'https' || forwarded === 'http' ? forwarded : own
  const hosts = [first(headers, 'x-forwarded-host'), headers.host ?? '']
  return `${scheme}://${hosts.find((host) => hostForm.test(host)) ?? `127.0.0.1:${socket.localPort}`}`
}

/** Whether no page of another site sends the request. */
export const isOwnPage = ({ headers: { origin, host = '' } }: Pick<AddressedRequest, 'headers'>) =>
  origin === undefined || (URL.canParse(origin) && new URL(origin).host === host)

/** Whether the request comes from this machine, and not from a page of another site that is open on it. */
export function isLocal({ headers, socket }: AddressedRequest) {
  const { host = '' } = headers
  const forwarded = String(headers['x-forwarded-for'] ?? '')
  const senders = forwarded === '' ? [] : forwarded.split(',').map((sender) => sender.trim())
  return (
    isOwnPage({ headers }) &&
    isOwnName(host) &&
    [socket.remoteAddress ?? '', ...senders].every((one) => loopback.test(one))
  )
}

// A page can have its own name point here, and then it is of the same origin as the control API.
function isOwnName(host: string) {
  const name = host.replace(/:\d+$/, '').toLowerCase()
  return isIP(name.replace(/^\[|\]$/g, '')) > 0 || dnsNames.includes(name)
}

/**
 * Whether a client may ask under this host: an address, a name that clients have built in, a name without a dot, which
 * nobody can register, or one that was allowed. A page of any other name that points here must not read the tenant.
 */
export function isKnownHost(host: string, allowed: readonly string[]) {
  const name = host.replace(/:\d+$/, '').toLowerCase()
  return isOwnName(host) || !name.includes('.') || allowed.includes('*') || allowed.includes(name)
}

/** The address under which this machine reaches what listens on `host`. */
export function nameOf(host: string) {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1'
  return host.includes(':') ? `[${host}]` : host
}
