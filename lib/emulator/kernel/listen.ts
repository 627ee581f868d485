import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { graphHost, loginHost } from '../tls/names'
import { nameOf } from './address'

export type Listening = { host: string; port: number; tlsPort: number | undefined; data: string }

const keepAliveMs = 65_000
const patienceMs = 1000

/** Listens for http, and for https when it has a port. Throws when one of them is taken. */
export async function openListeners({ host, port, tlsPort, data }: Listening, listener: RequestListener) {
  const servers: Server[] = []
  const tls = tlsPort === undefined ? undefined : await openTls(data, listener)
  const close = async () => {
    await Promise.all(servers.map(stop))
    tls?.close()
  }
  const open = async (server: Server, at: number) => {
    server.keepAliveTimeout = keepAliveMs
    const bound = await listen(server, at, host)
    servers.push(server)
    return bound
  }
  try {
    const url = `http://${nameOf(host)}:${await open(createServer(listener), port)}`
    if (!tls) return { url, close }
    const bound = await open(tls.server, tlsPort ?? 0)
    return { url, tls: { ...tlsUrls(host, bound), caFile: tls.caFile }, close }
  } catch (error) {
    await close()
    throw error
  }
}

// Its libraries take a moment to load, so they are loaded only when they are needed.
async function openTls(data: string, listener: RequestListener) {
  const { createTlsServer } = await import('../tls/listener')
  return createTlsServer(data, listener)
}

const reachedByLocalhost = new Set(['127.0.0.1', '::1', 'localhost', '0.0.0.0', '::'])

/** Under a name that the certificate has. */
function tlsUrls(host: string, port: number) {
  const [graph, authority] = reachedByLocalhost.has(host)
    ? ['localhost', 'localhost']
    : [graphHost, loginHost]
  return { graph: `https://${graph}:${port}`, authority: `https://${authority}:${port}` }
}

function listen(server: Server, port: number, host: string) {
  return new Promise<number>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve((server.address() as AddressInfo).port)
    })
  })
}

function stop(server: Server) {
  return new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeIdleConnections()
    setTimeout(() => server.closeAllConnections(), patienceMs).unref()
  })
}
