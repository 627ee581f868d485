import { createServer } from 'node:net'

/** Resolves when `port` on `host` can be listened on; throws an Error that names the variable to change. */
export async function needFreePort(host: string, port: number, variable: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why =
        error.code === 'EADDRINUSE' ? 'is in use by another program' : `cannot be opened (${error.code})`
      reject(new Error(`Port ${port} on ${host} ${why}. Set ${variable} to a free port.`))
    })
    server.listen(port, host, () => server.close(() => resolve()))
  })
}

/** A port on this machine that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        typeof address === 'object' && address
          ? resolve(address.port)
          : reject(new Error('No port is free.')),
      )
    })
  })
}

/** A port from an environment variable. Throws when it is not a port number. */
export function portOf(variable: string, fallback: number): number {
  const text = process.env[variable]
  if (!text) return fallback
  const port = Number(text)
  if (Number.isInteger(port) && port > 0 && port < 65536) return port
  throw new Error(`${variable} is "${text}". It has to be a port number from 1 to 65535.`)
}
