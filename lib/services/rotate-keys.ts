import { and, eq, getTableColumns, isNotNull } from 'drizzle-orm'
import type { Blobs } from '../blobs/blobs'
import type { Db } from '../db/open'
import { blobs as blobRows } from '../db/schema'
import { isSealedUnder, open, type Sealed, seal } from '../platform/secret-box'
import { type SealedColumn, sealedColumns } from './sealed-columns'

/** What was sealed anew: secrets, and chunks of files. */
export interface Rotated {
  secrets: number
  blobs: number
}

/** Seals everything that is kept under the current key, so that the old ones can be forgotten. Asking again is safe. */
export async function rotateKeys({ db, blobs }: { db: Db; blobs: Blobs }, key: Buffer): Promise<Rotated> {
  let secrets = 0
  for (const sealed of sealedColumns) secrets += await rotateColumn(db, sealed, key)
  let rotated = 0
  for (const { id } of await db.select({ id: blobRows.id }).from(blobRows)) rotated += await blobs.reseal(id)
  return { secrets, blobs: rotated }
}

async function rotateColumn(db: Db, { table, column, key: id, more, purpose }: SealedColumn, key: Buffer) {
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
    const fresh = seal(open(text, what, key), what, key)
    // What the running console has written meanwhile is under the new key already.
    await db
      .update(table)
      .set({ [name]: fresh })
      .where(and(eq(id, row.id), eq(column, text)))
    changed += 1
  }
  return changed
}
