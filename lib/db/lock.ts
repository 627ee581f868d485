import { closeSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { isDiskFull } from '../platform/disk'

/** The database cannot be used; the message is a line for the person at the terminal. */
export class DatabaseError extends Error {
  override name = 'DatabaseError'
  /** Whether trying again later may help: true for a server that is down, false for one that refuses. */
  readonly passing: boolean

  constructor(message: string, { cause, passing = false }: { cause?: unknown; passing?: boolean } = {}) {
    super(message, { cause })
    this.passing = passing
  }
}

/**
 * Claims the data folder for this process. The claim is a write lock of SQLite on DATA_DIR/lock: the
 * operating system drops it with the process, so that nothing has to be cleaned up after a `kill -9`.
 */
export function lockDataFolder(dataDir: string): () => void {
  const file = join(dataDir, 'lock')
  makeWritable(dataDir, file)
  const lock = new DatabaseSync(file, { timeout: 1000 })
  try {
    lock.exec('BEGIN IMMEDIATE')
    lock.exec('CREATE TABLE IF NOT EXISTS holder (pid INTEGER)')
    lock.exec('DELETE FROM holder')
    lock.prepare('INSERT INTO holder VALUES (?)').run(process.pid)
    // Commit, so that others can read the pid, and take the lock again at once.
    lock.exec('COMMIT; BEGIN IMMEDIATE')
  } catch (error) {
    if (isDiskFull(error)) throw full(dataDir)
    if (!isBusy(error)) throw error
    const pid = holder(lock)
    lock.close()
    throw new DatabaseError(
      `The data folder ${dataDir} is in use by another process${pid ? ` (pid ${pid})` : ''}. Stop it or set DATA_DIR / DATABASE_URL.`,
    )
  }
  return () => {
    if (lock.isOpen) lock.close()
  }
}

function makeWritable(dataDir: string, file: string) {
  try {
    mkdirSync(dataDir, { recursive: true })
    closeSync(openSync(file, 'a'))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new DatabaseError(
      `The data folder ${dataDir} cannot be written (${code}). Set DATA_DIR to a folder this user may write.`,
    )
  }
}

const full = (dataDir: string) =>
  new DatabaseError(`The disk of the data folder ${dataDir} is full. Make space on it, and start again.`)

const isBusy = (error: unknown) => error instanceof Error && /locked|busy/i.test(error.message)

function holder(lock: DatabaseSync) {
  try {
    return lock.prepare('SELECT pid FROM holder').get()?.pid
  } catch (error) {
    // Between its claim and its first commit the other process has no pid to show.
    if (error instanceof Error) return undefined
    throw error
  }
}
