import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { authorityTables } from './authority/tables'
import { directoryTables } from './directory/tables'
import { peopleTables } from './people/tables'
import { searchTables } from './search/tables'

const tables = `
create table if not exists meta (name text primary key, value text not null) without rowid;

create table if not exists users (
  id text primary key,
  userPrincipalName text not null unique collate nocase,
  tenantId text not null,
  body text not null
);
create table if not exists apps (clientId text primary key, body text not null);
create table if not exists certificates (
  clientId text not null,
  sha256 text not null,
  sha1 text not null,
  publicKey text not null,
  primary key (clientId, sha256)
);
create table if not exists grants (
  hash text primary key,
  kind text not null check (kind in ('code', 'refresh', 'session')),
  body text not null,
  expiresAt integer not null,
  usedAt integer
);

-- A connection that is created again under the same id gets another key, so what a deleted one held can be
-- purged at leisure.
create table if not exists purges (connectionKey integer primary key);
create table if not exists connections (
  key integer primary key autoincrement,
  id text not null unique,
  name text not null collate nocase,
  ownerAppId text not null,
  body text not null,
  forcedState text,
  itemCount integer not null default 0,
  createdAt integer not null,
  goneAt integer
);
create table if not exists operations (
  id text primary key,
  connectionKey integer not null,
  schema text not null,
  startedAt integer not null,
  endsAt integer not null,
  error text
);
create index if not exists operations_connection on operations (connectionKey, endsAt);
create table if not exists items (
  key integer primary key,
  connectionKey integer not null,
  id text not null,
  body text not null,
  updatedAt integer not null,
  unique (connectionKey, id)
);
create trigger if not exists items_added after insert on items begin
  update connections set itemCount = itemCount + 1 where key = new.connectionKey;
end;
create trigger if not exists items_removed after delete on items begin
  update connections set itemCount = itemCount - 1 where key = old.connectionKey;
end;

create table if not exists profileSources (
  sourceId text primary key,
  id text not null unique,
  body text not null,
  createdAt integer not null
);
create table if not exists profileSettings (id text primary key, body text not null, createdAt integer not null);

-- What the profile service drops without a word (CONTRACT 8.2).
create table if not exists ignoredValues (
  connectionKey integer not null,
  itemId text not null,
  property text not null,
  value text not null,
  reason text not null
);
create index if not exists ignoredValues_item on ignoredValues (connectionKey, itemId);
create table if not exists externalGroups (
  connectionKey integer not null,
  id text not null,
  body text not null,
  primary key (connectionKey, id)
) without rowid;
create table if not exists groupMembers (
  connectionKey integer not null,
  groupId text not null,
  id text not null,
  type text not null,
  primary key (connectionKey, groupId, id)
) without rowid;
create table if not exists activities (
  connectionKey integer not null,
  itemId text not null,
  body text not null,
  addedAt integer not null
);
create index if not exists activities_item on activities (connectionKey, itemId);
${authorityTables}${directoryTables}${peopleTables}${searchTables}`

// It changes with any table, so that a file of other tables is refused and not misread.
const version = createHash('sha256').update(tables).digest().readUInt32BE() >>> 1

class OtherVersion extends Error {
  readonly code = 'ERR_OTHER_VERSION'
}

/** The tenant's SQLite file. Statements are prepared once per text, so write them as constants. */
export class Store {
  readonly #db: DatabaseSync
  readonly #statements = new Map<string, StatementSync>()

  /** @param file a path, or `:memory:` */
  constructor(readonly file: string) {
    if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true })
    this.#db = new DatabaseSync(file)
    this.#db.exec('pragma busy_timeout = 1000; pragma locking_mode = exclusive; pragma journal_mode = wal')
    this.#db.exec('pragma synchronous = normal; pragma cache_size = -65536; pragma temp_store = memory')
    this.#demandVersion()
    this.#db.exec(tables)
    this.#db.exec(`pragma user_version = ${version}`)
  }

  #demandVersion() {
    const found = this.#db.prepare('pragma user_version').get()?.user_version
    const isNew = this.#db.prepare('select 1 from sqlite_master limit 1').get() === undefined
    if (isNew || found === version) return
    this.#db.close()
    throw new OtherVersion('another version of the emulator wrote it. Delete it to start anew')
  }

  get<Row>(sql: string, ...values: SQLInputValue[]) {
    return this.#prepared(sql).get(...values) as Row | undefined
  }

  all<Row>(sql: string, ...values: SQLInputValue[]) {
    return this.#prepared(sql).all(...values) as Row[]
  }

  /** For a statement whose text depends on the request: it is not kept. */
  runOnce(sql: string, values: SQLInputValue[]) {
    return Number(this.#db.prepare(sql).run(...values).changes)
  }

  allOnce<Row>(sql: string, values: SQLInputValue[]) {
    return this.#db.prepare(sql).all(...values) as Row[]
  }

  /** Returns how many rows changed. */
  run(sql: string, ...values: SQLInputValue[]) {
    return Number(this.#prepared(sql).run(...values).changes)
  }

  /** All or nothing, with those inside it. `work` must not wait: the file has one connection. */
  transaction<T>(work: () => T): T {
    if (this.#db.isTransaction) return work()
    this.#db.exec('begin immediate')
    try {
      const result = work()
      this.#db.exec('commit')
      return result
    } catch (error) {
      this.#db.exec('rollback')
      throw error
    }
  }

  /** Empties every table, apart from the named values in `keep`. */
  reset(keep: string[]) {
    const found = this.all<{ name: string }>(
      // A full-text table takes the shadow tables that it keeps its index in with it.
      "select name from pragma_table_list where schema = 'main' and type in ('table', 'virtual') and name not like 'sqlite_%' and name <> 'meta'",
    )
    this.transaction(() => {
      for (const { name } of found) this.#db.exec(`drop table if exists ${name}`)
      this.#db.exec(tables)
      const names = JSON.stringify(keep)
      this.run('delete from meta where name not in (select value from json_each(?))', names)
    })
  }

  close() {
    this.#statements.clear()
    this.#db.close()
  }

  #prepared(sql: string) {
    let statement = this.#statements.get(sql)
    if (!statement) {
      statement = this.#db.prepare(sql)
      this.#statements.set(sql, statement)
    }
    return statement
  }
}
