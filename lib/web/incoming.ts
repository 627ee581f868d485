import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { clientAddress } from './client-address'

/** Set on every request before anybody reads it, over whatever the caller sent under these names. */
export const addressHeader = 'x-client-address'
export const requestIdHeader = 'x-request-id'

/** Longer than the deadlines of an upload, which answer with words; Node would cut the connection. */
const requestMs = 40 * 60_000
/** Whatever else is sent is small: it has the time that Node gives every request otherwise. */
const smallMs = 5 * 60_000
/** How long whoever still sends may read the answer. */
const answeredMs = 30_000
const upload = /^\/api\/connections\/[^/]+\/uploads(?:\?|$)/

/**
 * Gives each request its id and the address it came from. Next calls route handlers without their socket, and a
 * caller could choose both otherwise.
 */
export function stampRequests(proxies: number): void {
  subscribe('http.server.request.start', (message) => {
    const { request, response, server } = message as Started
    server.requestTimeout = requestMs
    stamp(request, proxies)
    endSlow(request, response)
  })
}

interface Started {
  request: IncomingMessage
  response: ServerResponse
  server: Server
}

/** Ends a connection whose request does not arrive: anybody could hold thousands of them open otherwise, each for 40 minutes. */
export function endSlow(
  request: IncomingMessage,
  response: ServerResponse,
  { small = smallMs, answered = answeredMs } = {},
): void {
  const end = () => void (request.complete || request.destroy())
  const late = upload.test(request.url ?? '') ? undefined : setTimeout(end, small).unref()
  response.once('close', () => {
    clearTimeout(late)
    if (!request.complete && !request.destroyed) setTimeout(end, answered).unref()
  })
}

export function stamp(request: Pick<IncomingMessage, 'headers' | 'socket'>, proxies: number): void {
  const { headers, socket } = request
  const forwarded = headers['x-forwarded-for']
  const told = Array.isArray(forwarded) ? forwarded.join(',') : forwarded
  headers[addressHeader] = clientAddress(socket.remoteAddress, told, proxies)
  headers[requestIdHeader] = crypto.randomUUID()
}
