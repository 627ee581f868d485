import type { Db } from '../db/open'

/** Where the bytes of blobs are: chunks by blob id and number. It knows nothing of what they are. */
export interface ChunkStore {
  put(blobId: string, n: number, bytes: Buffer): Promise<void>
  /** Undefined when there is no such chunk. */
  get(blobId: string, n: number): Promise<Buffer | undefined>
  remove(blobIds: readonly string[]): Promise<void>
  /** Which blobs it has bytes of that were not written a moment ago. */
  stale(): Promise<string[]>
  /** The same as a part of a transaction, where it can be one. */
  within(tx: Db): ChunkStore
}
