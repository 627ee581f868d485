import { schemaVersionOf } from '../db/debts'
import type { Db } from '../db/open'
import { seenSchema } from '../db/seen-schema'
import type { Graph } from '../graph/client'
import { holdOf, itemsOf } from '../graph/holds'
import { isRegistered } from '../graph/profile-sources'
import { contentKind } from '../model/connection/connection'
import { sentUnder } from '../model/debts/debt'
import type { Mapping } from '../model/mapping/mapping'
import { KeptHold } from './kept-hold'
import type { Setup } from './known-records'
import { KnownUsers } from './known-users'
import { Mapper } from './mapper'
import { mappingVersion } from './mapping-version'
import { ceiling, Pool } from './pool'
import { ready } from './ready'

export interface SetupDeps {
  db: Db
  /** Reads connection and schema. */
  configuration: Graph
  /** Writes items and looks users up. */
  ingestion: Graph
  tenantId: string
}

interface Sender {
  /** The run or the command that sends. */
  id: string
  connectionId: string
  mapping: Mapping
}

/** What it takes to turn records into items of a connection now. `unregistered`: Graph drops what is sent. */
export async function readSetup(
  { db, configuration, ingestion, tenantId }: SetupDeps,
  { id, connectionId, mapping }: Sender,
): Promise<{ setup: Setup; unregistered: boolean }> {
  // Before the schema is read: a change that is registered in between makes the items owed, never the other way round.
  const schemaVersion = await schemaVersionOf(db, connectionId)
  const { connection, schema } = await ready(configuration, connectionId)
  // Another tool may have changed it. A version that rose further, by a newer schema, is not what these items have.
  const risen = await seenSchema(db, connectionId, schema)
  const unregistered =
    contentKind(connection) === 'people' && (await isRegistered(configuration, connectionId)) === false
  const mapped = { mapping, schema, contentCategory: connection.contentCategory, tenantId }
  const setup = {
    ...mapped,
    mappingVersion: mappingVersion(mapped),
    mapper: new Mapper(mapped, new KnownUsers(ingestion)),
    connectionId,
    sentUnder: unregistered ? sentUnder.unregistered : risen === schemaVersion + 1 ? risen : schemaVersion,
    syncId: id,
  }
  return { setup, unregistered }
}

/** The requests in flight of a connection, for whoever has its lease, and for how long Graph has asked to send none. */
export async function poolOf(
  { db, configuration, ingestion }: Pick<SetupDeps, 'db' | 'configuration' | 'ingestion'>,
  connectionId: string,
): Promise<{ pool: Pool; hold: KeptHold }> {
  const hold = new KeptHold(db, connectionId, holdOf(ingestion, itemsOf(connectionId)))
  await hold.read()
  // The same app also does what an admin asks for meanwhile: then one place stays free for it.
  const most = configuration === ingestion ? ceiling - 1 : ceiling
  return { pool: new Pool(most, undefined, hold.hold, () => hold.grew()), hold }
}
