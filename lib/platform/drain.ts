import { subscribe } from 'node:diagnostics_channel'
import type { Server } from 'node:http'

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
    const closed = [...servers].map((server) => new Promise<void>((done) => server.close(() => done())))
    for (const server of servers) server.closeIdleConnections()
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<void>((done) => {
      timer = setTimeout(done, seconds * 1000)
    })
    await Promise.race([Promise.all(closed), late])
    clearTimeout(timer)
  }
}
