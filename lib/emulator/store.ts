import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'

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

-- key survives neither deletion nor re-creation under the same id, so items of a deleted
-- connection can be purged at leisure.
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
  connectionKey integer not null,
  id text not null,
  body text not null,
  updatedAt integer not null,
  primary key (connectionKey, id)
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
`

/** The tenant's SQLite file. Statements are prepared once per text, so write them as constants. */
export class Store {
  readonly #db: DatabaseSync
  readonly #statements = new Map<string, StatementSync>()

  /** @param file a path, or `:memory:` */
  constructor(readonly file: string) {
    if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true })
    this.#db = new DatabaseSync(file)
    this.#db.exec('pragma journal_mode = wal; pragma synchronous = normal; pragma busy_timeout = 2000')
    this.#db.exec('pragma cache_size = -65536; pragma temp_store = memory')
    this.#db.exec(tables)
  }

  get<Row>(sql: string, ...values: SQLInputValue[]) {
    return this.#prepared(sql).get(...values) as Row | undefined
  }

  all<Row>(sql: string, ...values: SQLInputValue[]) {
    return this.#prepared(sql).all(...values) as Row[]
  }

  /** Returns how many rows changed. */
  run(sql: string, ...values: SQLInputValue[]) {
    return Number(this.#prepared(sql).run(...values).changes)
  }

  /** All or nothing. `work` must not wait: the file has one connection. */
  transaction<T>(work: () => T): T {
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
