import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { Blobs, BlobWriter } from '../blobs/blobs'
import { ensureParent } from '../db/connections'
import type { Db } from '../db/open'
import { snapshots } from '../db/schema'
import type { SourceHolds, SourceKindName } from '../model/sync/source'
import { withoutOddTexts } from '../sources/json-record'
import type { SourceRecord } from '../sources/record'
import { lineOf, packLines } from './chunk'
import { idKey } from './id-key'

export interface Stores {
  db: Db
  blobs: Blobs
}

export type SnapshotRow = typeof snapshots.$inferSelect

export interface NewSnapshot {
  connectionId: string
  sourceKind: SourceKindName
  sourceName: string
  holds?: SourceHolds
}

const rowsInChunk = 4_000
const charactersInChunk = 4_000_000
/** Longer than a plan or an approval waits. */
const keptMs = 14 * 24 * 3600_000
const mostFields = 2_000

/**
 * Writes what a source holds at one moment. Chunk 2n of its blob has records, chunk 2n + 1 the keys of their item ids, so
 * that ids can be compared without reading the records.
 */
export class SnapshotWriter {
  private lines: string[] = []
  private keys: Buffer[] = []
  private characters = 0
  private rows = 0
  private readonly firstRows: number[] = []
  private readonly fields = new Set<string>()

  private constructor(
    private readonly stores: Stores,
    readonly id: string,
    private readonly writer: BlobWriter,
  ) {}

  static async begin(stores: Stores, wanted: NewSnapshot): Promise<SnapshotWriter> {
    const id = randomUUID()
    const { db, blobs } = stores
    await db.transaction(async (tx) => {
      await ensureParent(tx, wanted.connectionId)
      const expiresAt = new Date(Date.now() + keptMs)
      await blobs.create(tx, { id, connectionId: wanted.connectionId, expiresAt })
      await tx.insert(snapshots).values({ id, ...wanted })
    })
    return new SnapshotWriter(stores, id, blobs.writer(id))
  }

  /** Takes records with the id that each one's item has, as far as it can be told. */
  async add(records: readonly SourceRecord[], itemIds: readonly (string | null)[]) {
    for (const [at, record] of records.entries()) {
      const asIs = lineOf(record)
      const kept = withoutOddTexts(record, asIs)
      const line = kept === record ? asIs : lineOf(kept)
      this.lines.push(line)
      this.keys.push(idKey(itemIds[at] ?? null))
      this.characters += line.length
      this.rows += 1
      if (this.fields.size < mostFields) for (const name in record.values) this.fields.add(name)
      if (this.lines.length >= rowsInChunk || this.characters >= charactersInChunk) await this.flush()
    }
  }

  get count() {
    return this.rows
  }

  /** `complete`: the source was read from its beginning to its end. */
  async finish(complete: boolean): Promise<SnapshotRow> {
    if (this.lines.length > 0) await this.flush()
    await this.writer.record()
    const { rows, firstRows } = this
    const [written] = await this.stores.db
      .update(snapshots)
      .set({ rows, firstRows, fields: [...this.fields], complete })
      .where(eq(snapshots.id, this.id))
      .returning()
    if (!written) throw new Error('The snapshot was deleted while it was being written')
    return written
  }

  /** Deletes what was written. */
  async discard(): Promise<void> {
    await this.stores.blobs.discard(this.id)
  }

  private async flush() {
    const { lines, keys } = this
    this.firstRows.push(this.rows - lines.length + 1)
    this.lines = []
    this.keys = []
    this.characters = 0
    await this.writer.append(await packLines(lines))
    await this.writer.append(Buffer.concat(keys))
  }
}
