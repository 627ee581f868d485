import { subscribe } from 'node:diagnostics_channel'
import type { Server } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Follows the web servers of this process from their first request on, and returns what closes them: nothing
 * new is taken, and what has begun is answered, for as long as `seconds`. Next does not hand its server out.
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
