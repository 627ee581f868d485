import { AppError } from '../../platform/errors'

const modes = ['disable', 'require', 'verify-full'] as const

/** How the connection strings of a database begin, and its usual port. */
export interface Dialect {
  schemes: readonly string[]
  port: number
}

export interface Target {
  host: string
  port: number
  mode: (typeof modes)[number]
  config: { user: string; password: string; database: string }
}

/**
 * The parts of a connection string. It is read here and not by the driver, which would also open files and sockets of
 * this machine that parameters name. No message repeats what is in it.
 */
export function parseConnectionString(text: string, { schemes, port }: Dialect): Target {
  const scheme = /^([a-z]+):\/\//.exec(text)?.[1] ?? ''
  if (!schemes.includes(scheme) || !URL.canParse(text))
    throw wrong(`It begins with ${schemes[0]}:// and names user, host and database.`)
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
    port: Number(url.port || port),
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
