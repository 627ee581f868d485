import { createHash } from 'node:crypto'
import { once } from 'node:events'
import type { AddressInfo, Server } from 'node:net'
import mysql2 from 'mysql2'
import { onTestFinished } from 'vitest'

/** What the driver's server half can do, which its types leave out. */
interface ServerSide {
  serverHandshake(how: object): void
  writeOk(): void
  writeError(how: { code: number; message: string }): void
  writeColumns(columns: object[]): void
  writeTextRow(cells: unknown[]): void
  writeEof(): void
  /** It tells statements that are prepared by text apart from other queries, and hands the text over last. */
  on(
    event: 'query' | 'stmt_prepare' | 'stmt_execute' | 'quit' | 'error',
    heard: (...given: string[]) => void,
  ): void
  sequenceId: number
  stream: { destroy(): void }
}

const utf8 = 45
const typeLong = 3
const typeText = 253
const column = (name: string, columnType: number) => ({
  catalog: 'def',
  schema: '',
  table: '',
  orgTable: '',
  name,
  orgName: name,
  characterSet: utf8,
  columnLength: 1_000,
  columnType,
  flags: 0,
  decimals: 0,
})

const allowed = 'hush-hush-1'

/**
 * The wire of a MySQL server with one table, of the ids `r1` to `r<count>`. It knows no SQL: only what a source says to prepare
 * its reading, and the table that each query gives out.
 */
export async function mysqlServer(count: number) {
  const said: string[] = []
  let rows: number | null = count
  const server = mysql2.createServer(() => {})
  server.on('connection', (side: unknown) => {
    const it = side as ServerSide
    it.on('error', () => {})
    it.on('quit', () => it.stream.destroy())
    it.serverHandshake({
      protocolVersion: 10,
      serverVersion: '8.4.0',
      connectionId: 1,
      statusFlags: 2,
      characterSet: utf8,
      capabilityFlags: 0xff_f7_df,
      authCallback: (
        { authPluginData1, authPluginData2, authToken }: Record<string, Buffer>,
        done: (failure: null, error?: { code: number; message: string }) => void,
      ) => {
        const right = scramble(authPluginData1, authPluginData2)
        done(null, authToken?.equals(right) ? undefined : { code: 1045, message: 'Access denied' })
        it.sequenceId = 0
      },
    })
    const answer = (sql = '') => {
      said.push(sql)
      if (/^select version/.test(sql)) {
        it.writeColumns([column('version', typeText)])
        it.writeTextRow(['8.4.0'])
        it.writeEof()
      } else if (sql.startsWith('execute') && rows === null) {
        it.writeError({ code: 1146, message: "Table 't' doesn't exist" })
      } else if (sql.startsWith('execute') && rows !== null) {
        it.writeColumns([column('n', typeLong), column('id', typeText)])
        for (let n = 1; n <= rows; n++) it.writeTextRow([String(n), `r${n}`])
        it.writeEof()
      } else it.writeOk()
      // The client counts anew with each command.
      it.sequenceId = 0
    }
    it.on('query', answer)
    it.on('stmt_prepare', answer)
    it.on('stmt_execute', (...given) => answer(String(given.at(-1))))
  })
  const inner = (server as unknown as { _server: Server })._server
  inner.listen(0, '127.0.0.1')
  await once(inner, 'listening')
  onTestFinished(() => void inner.close())
  const { port } = inner.address() as AddressInfo
  /** Changes how many rows the table has; null: it is gone. */
  const give = (changed: number | null) => {
    rows = changed
  }
  return { give, url: `mysql://reader:${allowed}@127.0.0.1:${port}/hr`, host: `127.0.0.1:${port}`, said }
}

/** What a client answers that knows the password (mysql_native_password). */
function scramble(one: Buffer | undefined, other: Buffer | undefined) {
  const sha1 = (...parts: (Buffer | string)[]) =>
    parts.reduce((hash, part) => hash.update(part), createHash('sha1')).digest()
  const hashed = sha1(allowed)
  const salt = Buffer.concat([one ?? Buffer.alloc(0), other ?? Buffer.alloc(0)]).subarray(0, 20)
  const mask = sha1(salt, sha1(hashed))
  return hashed.map((byte, at) => byte ^ (mask[at] ?? 0)) as Buffer
}
