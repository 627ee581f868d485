import { lookup } from 'node:dns/promises'
import pg from 'pg'
import { isInside } from '../../platform/egress'
import { AppError } from '../../platform/errors'
import type { SourceContext } from '../source-kind'
import { parseConnectionString } from './connection-string'
import { valueTypes } from './value-types'

/**
 * A connection to the database. Its name is resolved here and the connection goes to the address that was checked, so that the
 * name cannot change its mind in between.
 */
export async function connect({ secrets, allowedHosts, signal }: SourceContext): Promise<pg.Client> {
  const { host, port, mode, config } = parseConnectionString(secrets.connectionString ?? '')
  const allowed = allowedHosts.some(
    (one) => one === host.toLowerCase() || one === `${host.toLowerCase()}:${port}`,
  )
  if (mode === 'disable' && !allowed)
    throw refused(
      `${host} is not in SOURCE_ALLOWED_HOSTS, so its connection has to be encrypted. Leave sslmode=disable out.`,
    )
  const found = await lookup(host, { all: true }).catch((cause: NodeJS.ErrnoException) => {
    throw new AppError('unavailable', `${host} cannot be found: ${cause.code ?? 'no answer'}.`, { cause })
  })
  if (!allowed && found.some(({ address }) => isInside(address)))
    throw refused(
      `${host} is an address of an inner network, which the console does not call. SOURCE_ALLOWED_HOSTS can allow it.`,
    )
  const client = new pg.Client({
    ...config,
    host: found[0]?.address,
    port,
    ssl: mode === 'disable' ? false : { servername: host, rejectUnauthorized: mode === 'verify-full' },
    types: valueTypes,
    connectionTimeoutMillis: 15_000,
    application_name: 'connectors-console',
    options: '-c default_transaction_read_only=on',
  })
  // Its queries are rejected then, which is where it is handled.
  client.on('error', () => {})
  signal.throwIfAborted()
  await client.connect()
  return client
}

const refused = (message: string) => new AppError('invalid', message, { field: 'connectionString' })
