import type { ClientConfig } from 'pg'
import { AppError } from '../../platform/errors'

const modes = ['disable', 'require', 'verify-full'] as const

export interface Target {
  host: string
  port: number
  mode: (typeof modes)[number]
  config: Pick<ClientConfig, 'user' | 'password' | 'database'>
}

/**
 * The parts of a connection string. It is read here and not by the driver, which would also open files and sockets of
 * this machine that parameters name. No message repeats what is in it.
 */
export function parseConnectionString(text: string): Target {
  if (!/^postgres(ql)?:\/\//.test(text) || !URL.canParse(text))
    throw wrong('It begins with postgresql:// and names user, host and database.')
  const url = new URL(text)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const database = decoded(url.pathname.slice(1))
  if (!host || !url.username || !database) throw wrong('It has to name user, host and database.')
  const others = [...url.searchParams.keys()].filter((name) => name !== 'sslmode')
  if (others.length > 0) throw wrong('Of its parameters only sslmode is read. Leave the others out.')
  const mode = modes.find((one) => one === (url.searchParams.get('sslmode') ?? 'verify-full'))
  if (!mode) throw wrong(`Its sslmode is one of ${modes.join(', ')}.`)
  const password = decoded(url.password)
  return {
    host: decoded(host),
    port: Number(url.port || 5432),
    mode,
    config: { user: decoded(url.username), password, database },
  }
}

function decoded(text: string) {
  try {
    return decodeURIComponent(text)
  } catch {
    throw wrong('Characters such as % have to be escaped.')
  }
}

const wrong = (why: string) =>
  new AppError('invalid', `The connection string cannot be used. ${why}`, { field: 'connectionString' })
