import { createSocket } from 'node:dgram'
import { connect as connectTcp, isIP, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { promisify } from 'node:util'
import { checkedLookup, checkedUrl, hostOf, isAllowed } from './egress'
import { AppError } from './errors'

// What is sent past HTTP, under the same rule as lib/platform/egress.ts: each address of a name is checked.

export interface Outgoing {
  kind: 'tls' | 'tcp' | 'udp'
  /** `host:port`. */
  to: string
  parts: readonly Buffer[]
  allowedHosts: readonly string[]
  timeoutMs: number
}

/** https://www.rfc-editor.org/rfc/rfc5425#section-4.1 and rfc5426. */
const usualPorts = { tls: 6514, tcp: 514, udp: 514 }

/** Sends bytes to a program that answers nothing. Throws `unavailable` when it cannot be told that they went out. */
export async function sendOutside({ kind, to, parts, allowedHosts, timeoutMs }: Outgoing): Promise<void> {
  const url = checkedUrl(`http://${to}`, allowedHosts)
  const lookup = checkedLookup(url, isAllowed(url, allowedHosts))
  const host = hostOf(url)
  // A URL leaves out the port that is usual for its protocol, which is none of these.
  const port = Number(/:(\d+)$/.exec(to)?.[1] ?? usualPorts[kind])
  const where = { host, port, lookup }
  try {
    if (kind === 'udp') await datagrams(where, parts)
    else
      await stream(
        // By its address nobody is named to the other side, whose certificate has to be for the address then.
        kind === 'tls'
          ? connectTls({ ...where, servername: isIP(host) ? undefined : host })
          : connectTcp(where),
        parts,
        timeoutMs,
      )
  } catch (error) {
    if (error instanceof AppError) throw error
    const why = error instanceof Error ? error.message : String(error)
    throw new AppError('unavailable', `${to} cannot be reached: ${why}.`, { cause: error })
  }
}

type Where = { host: string; port: number; lookup: ReturnType<typeof checkedLookup> }

/** Writes all and closes; the other side has taken it when it closes too. */
const stream = (socket: Socket, parts: readonly Buffer[], timeoutMs: number) =>
  new Promise<void>((done, fail) => {
    const timer = setTimeout(
      () => socket.destroy(new Error(`it took longer than ${timeoutMs / 1000} seconds`)),
      timeoutMs,
    )
    socket.once('error', fail)
    socket.once('close', (failed) => {
      clearTimeout(timer)
      if (!failed) done()
    })
    // Whatever it says is not asked for, and has to be read for the end to be seen.
    socket.resume()
    socket.end(Buffer.concat(parts))
  })

async function datagrams({ host, port, lookup }: Where, parts: readonly Buffer[]) {
  const found = await new Promise<{ address: string; family: number }>((done, fail) =>
    lookup(host, { all: false }, (error, address, family = 4) =>
      error ? fail(error) : done({ address: String(address), family }),
    ),
  )
  const socket = createSocket(found.family === 6 ? 'udp6' : 'udp4')
  try {
    const send = promisify((part: Buffer, sent: (error: Error | null) => void) =>
      socket.send(part, port, found.address, sent),
    )
    for (const part of parts) await send(part)
  } finally {
    socket.close()
  }
}
