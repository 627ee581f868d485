import { subscribe } from 'node:diagnostics_channel'
import type { Server } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Follows the web servers of this process from their first request on, and returns what closes them: new
 * requests are refused, and running ones have `seconds` to finish. Next does not expose its server.
 */
export function followServers(): (seconds: number) => Promise<void> {
  const servers = new Set<Server>()
  subscribe('http.server.request.start', (message) => {
    servers.add((message as { server: Server }).server)
  })
  return async (seconds) => {
    const closed = [...servers].map((server) => server[Symbol.asyncDispose]())
    for (const server of servers) server.closeIdleConnections()
    await Promise.race([Promise.all(closed), sleep(seconds * 1000, undefined, { ref: false })])
  }
}
