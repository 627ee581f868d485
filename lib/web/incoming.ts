import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, Server } from 'node:http'
import { clientAddress } from './client-address'

/** Set on every request before anybody reads it, over whatever the caller sent under these names. */
export const addressHeader = 'x-client-address'
export const requestIdHeader = 'x-request-id'

/** Longer than the deadlines of an upload, which answer with words; Node would cut the connection. */
const requestMs = 40 * 60_000

/**
 * Gives each request its id and the address it came from. Next calls route handlers without their socket, and a
 * caller could choose both otherwise.
 */
export function stampRequests(proxies: number): void {
  subscribe('http.server.request.start', (message) => {
    const { request, server } = message as { request: IncomingMessage; server: Server }
    server.requestTimeout = requestMs
    stamp(request, proxies)
  })
}

export function stamp(request: Pick<IncomingMessage, 'headers' | 'socket'>, proxies: number): void {
  const { headers, socket } = request
  const forwarded = headers['x-forwarded-for']
  const told = Array.isArray(forwarded) ? forwarded.join(',') : forwarded
  headers[addressHeader] = clientAddress(socket.remoteAddress, told, proxies)
  headers[requestIdHeader] = crypto.randomUUID()
}
