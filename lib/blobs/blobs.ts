import { join } from 'node:path'
import { eq, inArray, type SQL, sql, sum } from 'drizzle-orm'
import type { Db, Opened } from '../db/open'
import { blobs } from '../db/schema'
import { type Disk, diskOf, needDisk } from '../platform/disk'
import { AppError } from '../platform/errors'
import { areSealedUnder, openBytes, sealBytes } from '../platform/secret-box'
import type { ChunkStore } from './chunk-store'
import { FileChunks } from './file-chunks'
import { TableChunks } from './table-chunks'

export interface BlobOptions {
  /** Encrypts the bytes at rest. */
  secretKey: Buffer
  /** How many bytes all blobs together may have. */
  storeMaxBytes: number
  /** How many bytes the disk of the data folder has to have left before something is written; 0 for no limit. */
  diskReserveBytes?: number
  /** Whether a chunk that is written outlives a power cut. */
  fsync?: boolean
}

interface Options extends BlobOptions {
  /** The data folder, where there is one that all processes share. */
  folder?: string
}

/** How many bytes may be written before the room is looked at again. */
const lookAgain = 32_000_000

/** Large bytes that outlive a request: uploads and snapshots, in chunks by (id, n), encrypted. */
export class Blobs {
  constructor(
    private readonly db: Db,
    private readonly chunks: ChunkStore,
    private readonly options: Options,
  ) {}

  /** The disk that blobs and database are on; null where nothing but the database is shared. */
  disk = async (): Promise<Disk | null> => {
    const { folder, diskReserveBytes } = this.options
    return folder ? await diskOf(folder, diskReserveBytes ?? 0) : null
  }

  /** Throws `unavailable` while the disk is low. */
  needDisk = () => roomOnDisk(this.options)

  /** The same as a part of a transaction. */
  within = (tx: Db) => new Blobs(tx, this.chunks.within(tx), this.options)

  /** Creates an empty blob, as a part of the transaction that creates its owner. */
  async create(tx: Db, blob: { id: string; connectionId: string; expiresAt?: Date }): Promise<void> {
    await tx.insert(blobs).values(blob)
  }

  /** Writes the chunks of a blob from chunk `n` on. */
  writer(id: string, n = 0, bytes = 0): BlobWriter {
    return new BlobWriter(this.db, this.chunks, this.options, { id, n, bytes })
  }

  /** One chunk; undefined when there is none. Throws when it was changed since it was written. */
  async read(id: string, n: number): Promise<Buffer | undefined> {
    const sealed = await this.chunks.get(id, n)
    return sealed && openBytes(sealed, purpose(id, n), this.options.secretKey)
  }

  /** Seals the chunks of a blob under the current key. Answers how many were under another one. */
  async reseal(id: string): Promise<number> {
    const { secretKey } = this.options
    let changed = 0
    for (let n = 0; ; n += 1) {
      const sealed = await this.chunks.get(id, n)
      if (!sealed) return changed
      if (areSealedUnder(sealed, secretKey)) continue
      await this.chunks.put(
        id,
        n,
        sealBytes(openBytes(sealed, purpose(id, n), secretKey), purpose(id, n), secretKey),
      )
      changed += 1
    }
  }

  /** Deletes the blobs for which `which` holds, with their owners, and answers their ids. */
  async delete(which: SQL | undefined): Promise<string[]> {
    if (!which) throw new Error('Say which blobs to delete.')
    const gone = await this.db.delete(blobs).where(which).returning({ id: blobs.id })
    const ids = gone.map(({ id }) => id)
    if (ids.length > 0) await this.chunks.remove(ids)
    return ids
  }

  /** Deletes a blob that was not finished: its bytes first, because on a full disk the row may only go once they are gone. */
  async discard(id: string): Promise<boolean> {
    await this.chunks.remove([id])
    return (await this.delete(eq(blobs.id, id))).length > 0
  }

  /** Deletes bytes whose blob is gone: its connection was deleted, or the process ended in between. */
  async sweep(): Promise<void> {
    const found = await this.chunks.stale()
    for (let at = 0; at < found.length; at += 500) {
      const some = found.slice(at, at + 500).filter((name) => uuid.test(name))
      const known = await this.db.select({ id: blobs.id }).from(blobs).where(inArray(blobs.id, some))
      const there = new Set(known.map(({ id }) => id))
      await this.chunks.remove(some.filter((id) => !there.has(id)))
    }
  }
}

/** Writes one blob. The caller says in a row of its own when it is complete. */
export class BlobWriter {
  private unseen = lookAgain

  constructor(
    private readonly db: Db,
    private readonly chunks: ChunkStore,
    private readonly options: Options,
    private readonly at: { id: string; n: number; bytes: number },
  ) {}

  /** Bytes as stored so far. */
  get bytes() {
    return this.at.bytes
  }

  async append(bytes: Uint8Array): Promise<void> {
    const { id, n } = this.at
    const sealed = sealBytes(bytes, purpose(id, n), this.options.secretKey)
    if (this.unseen + sealed.length > lookAgain) await this.needRoom()
    await this.chunks.put(id, n, sealed)
    this.at.n += 1
    this.at.bytes += sealed.length
    this.unseen += sealed.length
  }

  /** Writes down how large the blob is. */
  async record(tx: Db = this.db): Promise<void> {
    await tx.update(blobs).set({ bytes: this.at.bytes }).where(eq(blobs.id, this.at.id))
  }

  private async needRoom() {
    await roomOnDisk(this.options)
    await this.record()
    const [all] = await this.db.select({ bytes: sum(blobs.bytes).mapWith(Number) }).from(blobs)
    this.unseen = 0
    if ((all?.bytes ?? 0) < this.options.storeMaxBytes) return
    const gb = this.options.storeMaxBytes / 1e9
    throw new AppError(
      'conflict',
      `The console’s store for files and snapshots is full (${gb} GB). Have STORE_MAX_GB raised, or delete connections that are not needed.`,
    )
  }
}

async function roomOnDisk({ folder, diskReserveBytes = 0 }: Options) {
  if (folder) await needDisk(folder, diskReserveBytes)
}

const purpose = (id: string, n: number) => `blob:${id}:${n}`
const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

export const expired = sql`${blobs.expiresAt} < now()`

/** The blobs beside this database: files in the data folder, or rows where there is no folder that all share. */
export const blobsOf = ({ db, dataDir }: Pick<Opened, 'db' | 'dataDir'>, options: BlobOptions): Blobs =>
  new Blobs(db, dataDir ? new FileChunks(join(dataDir, 'blobs'), options.fsync) : new TableChunks(db), {
    ...options,
    folder: dataDir,
  })
