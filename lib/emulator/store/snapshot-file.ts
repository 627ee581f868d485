import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Faults } from '../faults/faults'
import { targetOf } from '../kernel/address'
import type { RequestLog } from '../kernel/request-log'
import { Wrong } from '../kernel/wrong'
import type { Clock } from './clock'
import type { Store } from './store'

type Refused = { status: number; body: { message: string }; headers?: Record<string, string> }
type Parts = {
  store: Store
  clock: Clock
  faults: Faults
  log: RequestLog
  /** The answer to a caller who may not use the control API. */
  refused: Refused | undefined
}

export const isSnapshot = (request: IncomingMessage) =>
  /^\/_emulator\/snapshot\/?$/i.test(targetOf(request).path)

/** GET sends the whole tenant as an SQLite file, POST puts one in its place. Neither is held in memory. */
export async function serveSnapshot(parts: Parts, request: IncomingMessage, response: ServerResponse) {
  const refuse = (status: number, message: string, headers: Record<string, string> = {}) => {
    const type = { 'content-type': 'application/json; charset=utf-8', connection: 'close' }
    response.writeHead(status, { ...type, ...headers })
    response.end(JSON.stringify({ message }))
  }
  if (parts.refused) {
    const { status, body, headers } = parts.refused
    return refuse(status, body.message, headers)
  }
  try {
    if (request.method === 'GET') await send(parts.store, response)
    else if (request.method === 'POST') {
      await receive(parts.store, request)
      parts.clock.reload()
      parts.faults.hidden.clear()
      parts.log.clear()
      response.writeHead(204).end()
    } else refuse(405, 'A snapshot is read with GET and restored with POST.')
  } catch (error) {
    if (error instanceof Wrong) refuse(400, error.message)
    else if (!response.headersSent) throw error
    else response.destroy()
  }
}

async function send(store: Store, response: ServerResponse) {
  await inFolder(async (file) => {
    store.runOnce('vacuum into ?', [file])
    response.writeHead(200, {
      'content-type': 'application/vnd.sqlite3',
      'content-disposition': 'attachment; filename="tenant.db"',
      'content-length': (await stat(file)).size,
    })
    await pipeline(createReadStream(file), response)
  })
}

async function receive(store: Store, request: IncomingMessage) {
  await inFolder(async (file) => {
    await pipeline(request, createWriteStream(file))
    restore(store, file)
  })
}

async function inFolder(work: (file: string) => Promise<void>) {
  const folder = await mkdtemp(join(tmpdir(), 'tenant-'))
  try {
    await work(join(folder, 'tenant.db'))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

// The search index is derived from the items: their triggers request it again.
const derived = /^(sqlite_|search|unindexed$|meta$)/

function restore(store: Store, file: string) {
  try {
    store.runOnce('attach database ? as snapshot', [file])
  } catch {
    throw new Wrong('The body is no snapshot: it is not an SQLite file.')
  }
  try {
    if (versionOf(store, 'snapshot') !== versionOf(store, 'main')) {
      throw new Wrong('The snapshot is of another version of the emulator.')
    }
    store.transaction(() => copy(store))
  } catch (error) {
    throw error instanceof Wrong ? error : new Wrong(`The snapshot cannot be read: ${String(error)}.`)
  } finally {
    store.runOnce('detach database snapshot', [])
  }
}

const versionOf = (store: Store, schema: 'main' | 'snapshot') =>
  store.allOnce<{ user_version: number }>(`pragma ${schema}.user_version`, [])[0]?.user_version

function copy(store: Store) {
  const sql = "select name from pragma_table_list where schema = 'snapshot' and type = 'table'"
  const tables = store
    .allOnce<{ name: string }>(sql, [])
    .map(({ name }) => name)
    .filter((name) => !derived.test(name))
  store.reset(['signingKey'])
  // Items count themselves on connections, so these come after them with the count they had.
  const last = (name: string) => Number(name === 'connections')
  for (const name of tables.sort((a, b) => last(a) - last(b))) {
    store.runOnce(`insert into main."${name}" select * from snapshot."${name}"`, [])
  }
  store.runOnce("insert into meta select * from snapshot.meta where name <> 'signingKey'", [])
}
