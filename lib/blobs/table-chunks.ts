import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Db } from '../db/open'
import { blobChunks } from '../db/schema'
import type { ChunkStore } from './chunk-store'

// As text: PGlite turns every byte of a bytea into a string of its own, which took longer than all the rest.
const toBytea = (data: Buffer) => sql`decode(${data.toString('base64')}, 'base64')`
const fromBytea = sql<string>`encode(${blobChunks.data}, 'base64')`

/** Chunks as rows, which every process that shares the database can read. */
export class TableChunks implements ChunkStore {
  constructor(private readonly db: Db) {}

  async put(blobId: string, n: number, bytes: Buffer) {
    const data = toBytea(bytes)
    await this.db
      .insert(blobChunks)
      .values({ blobId, n, data })
      .onConflictDoUpdate({ target: [blobChunks.blobId, blobChunks.n], set: { data } })
  }

  async get(blobId: string, n: number) {
    const [chunk] = await this.db
      .select({ data: fromBytea })
      .from(blobChunks)
      .where(and(eq(blobChunks.blobId, blobId), eq(blobChunks.n, n)))
    return chunk && Buffer.from(chunk.data, 'base64')
  }

  async remove(blobIds: readonly string[]) {
    await this.db.delete(blobChunks).where(inArray(blobChunks.blobId, [...blobIds]))
  }

  /** A chunk goes with the row of its blob. */
  stale = async () => []

  within = (tx: Db) => new TableChunks(tx)
}
