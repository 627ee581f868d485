import pg from 'pg'
import type { SourceContext } from '../source-kind'
import { checkedAddress } from '../sql/checked-address'
import { parseConnectionString } from '../sql/connection-string'
import { valueTypes } from './value-types'

/** A connection to the database, which can only read. */
export async function connect({ secrets, allowedHosts, signal }: SourceContext): Promise<pg.Client> {
  const { host, port, mode, config } = parseConnectionString(secrets.connectionString ?? '', postgres)
  const address = await checkedAddress({ host, port, mode }, allowedHosts)
  const client = new pg.Client({
    ...config,
    host: address,
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

export const postgres = { schemes: ['postgresql', 'postgres'], port: 5432 }
