import { and, eq, getTableColumns, getTableName, isNotNull } from 'drizzle-orm'
import type { Blobs } from '../blobs/blobs'
import type { Db } from '../db/open'
import { blobs as blobRows } from '../db/schema'
import { isSealedUnder, NotOpened, open, type Sealed, seal } from '../platform/secret-box'
import { type SealedColumn, sealedColumns } from './sealed-columns'

/** What was sealed anew: secrets, and chunks of files. */
export interface Rotated {
  secrets: number
  blobs: number
  /** What opens under no known key, by table and id: it stays as it is. */
  lost: string[]
}

/** So often it looks for what a process that was not restarted yet has written under an old key meanwhile. */
const mostPasses = 5

/** Seals everything that is kept under the current key, so that the old ones can be forgotten. Asking again is safe. */
export async function rotateKeys({ db, blobs }: { db: Db; blobs: Blobs }, key: Buffer): Promise<Rotated> {
  const all: Rotated = { secrets: 0, blobs: 0, lost: [] }
  for (let n = 0; n < mostPasses; n += 1) {
    const { secrets, blobs: chunks, lost } = await pass({ db, blobs }, key)
    all.secrets += secrets
    all.blobs += chunks
    all.lost = lost
    if (secrets + chunks === 0) break
  }
  return all
}

async function pass({ db, blobs }: { db: Db; blobs: Blobs }, key: Buffer): Promise<Rotated> {
  const lost: string[] = []
  let secrets = 0
  for (const sealed of sealedColumns) secrets += await rotateColumn(db, sealed, key, lost)
  let chunks = 0
  for (const { id } of await db.select({ id: blobRows.id }).from(blobRows)) {
    const resealed = await orNull(() => blobs.reseal(id))
    if (resealed === null) lost.push(`blobs ${id}`)
    else chunks += resealed
  }
  return { secrets, blobs: chunks, lost }
}

/** One thing that does not open keeps nothing else from being sealed anew. */
async function orNull<T>(work: () => T | Promise<T>): Promise<T | null> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof NotOpened)) throw error
    return null
  }
}

async function rotateColumn(
  db: Db,
  { table, column, key: id, more, purpose }: SealedColumn,
  key: Buffer,
  lost: string[],
) {
  const [name = ''] = Object.entries(getTableColumns(table)).find(([, one]) => one === column) ?? []
  const rows = await db
    .select({ id, text: column, more: more ?? id })
    .from(table)
    .where(isNotNull(column))
  let changed = 0
  for (const row of rows) {
    const text = row.text as Sealed
    if (isSealedUnder(text, key)) continue
    const what = purpose(String(row.id), String(row.more))
    const opened = await orNull(() => open(text, what, key))
    if (opened === null) {
      lost.push(`${getTableName(table)} ${row.id}`)
      continue
    }
    // What the running console has written meanwhile stays.
    const updated = await db
      .update(table)
      .set({ [name]: seal(opened, what, key) })
      .where(and(eq(id, row.id), eq(column, text)))
      .returning({ id })
    changed += updated.length
  }
  return changed
}
