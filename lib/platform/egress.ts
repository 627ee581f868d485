import { lookup as resolve } from 'node:dns/promises'
import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { AppError } from './errors'

// Addresses that an admin types are called from inside the network, so they must not reach what only the inside may:
// loopback, private and link-local networks, the metadata service of a cloud. `SOURCE_ALLOWED_HOSTS` lists exceptions.

// Two lists: one list would compare every IPv4 address with the IPv6 network of mapped ones.
const inside = { 4: new BlockList(), 6: new BlockList() }
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  inside[4].addSubnet(network, prefix, 'ipv4')
}
for (const [network, prefix] of [
  // Unspecified, loopback, and IPv4 addresses in the clothes of IPv6: compatible, mapped, translated, 6to4, Teredo.
  ['::', 96],
  ['::ffff:0:0', 96],
  ['::ffff:0:0:0', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2002::', 16],
  ['2001::', 23],
  ['100::', 64],
  ['2001:db8::', 32],
  ['3fff::', 20],
  ['5f00::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const) {
  inside[6].addSubnet(network, prefix, 'ipv6')
}

/** Whether only the inside of a network reaches this IP address. */
export const isInside = (address: string): boolean => {
  const version = isIP(address)
  if (version === 4) return inside[4].check(address, 'ipv4')
  return version !== 6 || inside[6].check(address, 'ipv6')
}

export interface OutgoingRequest {
  url: string
  method?: string
  headers?: Record<string, string>
  body?: string
  /** Hosts that may be inside: `hr.contoso.local` or `10.0.0.5:8443`. */
  allowedHosts: readonly string[]
  timeoutMs: number
  signal?: AbortSignal
}

export interface OutgoingAnswer {
  status: number
  headers: Headers
  body: IncomingMessage
}

/** The parsed address. Throws `invalid` with what is wrong about it, as far as that can be said without a network. */
export function checkedUrl(text: string, allowedHosts: readonly string[]): URL {
  if (!URL.canParse(text))
    throw refused('This is not an address. Type one such as https://hooks.contoso.com/x.')
  const url = new URL(text)
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw refused('The address has to begin with https://.')
  if (url.username || url.password) throw refused('The address must not hold a user name or a password.')
  const host = hostOf(url)
  if (isIP(host) && isInside(host) && !isAllowed(url, allowedHosts)) throw insideError(url)
  return url
}

/**
 * Sends one request. The name is resolved here, each of its addresses is checked, and the connection goes to a checked
 * one, so a name cannot change its mind in between. A redirect is not followed: whoever does calls again, and the new
 * address is checked like the first.
 */
export async function requestOutside(outgoing: OutgoingRequest): Promise<OutgoingAnswer> {
  const { method = 'GET', headers = {}, body, allowedHosts, timeoutMs, signal } = outgoing
  const url = checkedUrl(outgoing.url, allowedHosts)
  const allowed = isAllowed(url, allowedHosts)
  const deadline = AbortSignal.timeout(timeoutMs)
  const enough = signal ? AbortSignal.any([signal, deadline]) : deadline
  const send = url.protocol === 'https:' ? requestHttps : requestHttp
  return await new Promise<OutgoingAnswer>((done, fail) => {
    const call = send(
      url,
      { method, headers, signal: enough, agent: false, lookup: checkedLookup(url, allowed) },
      (answer) => {
        const pairs = Object.entries(answer.headersDistinct).flatMap(([name, values = []]) =>
          values.map((value): [string, string] => [name, value]),
        )
        done({ status: answer.statusCode ?? 0, headers: new Headers(pairs), body: answer })
      },
    )
    call.once('error', (error) => {
      if (error instanceof AppError) return fail(error)
      const late = deadline.aborted && !signal?.aborted
      const why = late ? `it did not answer within ${timeoutMs / 1000} seconds` : reasonOf(error)
      fail(new AppError('unavailable', `${url.host} cannot be reached: ${why}.`, { cause: error }))
    })
    call.end(body)
  })
}

export const checkedLookup =
  (url: URL, allowed: boolean): LookupFunction =>
  (hostname, options, done) => {
    resolve(hostname, { all: true, family: options.family === 6 ? 6 : options.family === 4 ? 4 : 0 }).then(
      (found) => {
        if (!allowed && found.some(({ address }) => isInside(address))) return done(insideError(url), '')
        const [first] = found
        if (options.all) return done(null, found)
        done(null, first?.address ?? '', first?.family)
      },
      (error: NodeJS.ErrnoException) => done(error, ''),
    )
  }

export const hostOf = ({ hostname }: URL) => hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')

export const isAllowed = (url: URL, allowedHosts: readonly string[]) => {
  const port = url.port || (url.protocol === 'https:' ? '443' : '80')
  const host = hostOf(url).toLowerCase()
  return allowedHosts.some(
    (one) => one === host || one === `${host}:${port}` || one === url.host.toLowerCase(),
  )
}

const insideError = ({ host }: URL) =>
  refused(
    `${host} is an address of an inner network, which the console does not call. SOURCE_ALLOWED_HOSTS can allow it.`,
  )

const refused = (message: string) => new AppError('invalid', message, { field: 'url' })

const reasonOf = (error: Error & { code?: string }) => error.code ?? error.message
