import { connect as connectTo } from 'node:net'
import { type Connection, createConnection } from 'mysql2'
import type { SourceContext } from '../source-kind'
import { checkedAddress } from '../sql/checked-address'
import { parseConnectionString } from '../sql/connection-string'

export const mysql = { schemes: ['mysql', 'mariadb'], port: 3306 }

/** A connection to the database, not yet established. */
export async function connect({ secrets, allowedHosts, signal }: SourceContext): Promise<Connection> {
  const { host, port, mode, config } = parseConnectionString(secrets.connectionString ?? '', mysql)
  const address = await checkedAddress({ host, port, mode }, allowedHosts)
  signal.throwIfAborted()
  const verify = mode === 'verify-full'
  const connection = createConnection({
    ...config,
    // Of the certificate; the connection goes to the address that was checked.
    host,
    port,
    stream: () => connectTo({ host: address, port, keepAlive: true }),
    ...(mode === 'disable' ? {} : { ssl: { rejectUnauthorized: verify, verifyIdentity: verify } }),
    charset: 'utf8mb4',
    multipleStatements: false,
    // The server could ask for a file of this machine.
    flags: ['-LOCAL_FILES'],
    connectTimeout: 15_000,
  })
  // Its queries are rejected then, which is where it is handled.
  connection.on('error', () => {})
  return connection
}
