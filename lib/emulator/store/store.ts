import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { tables } from './tables'

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

  /** For a statement whose text depends on the request: it is not cached. */
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

  /** All or nothing, with those inside it. `work` must not await: the file has one connection. */
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
      // Dropping a full-text table drops its shadow tables too.
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
