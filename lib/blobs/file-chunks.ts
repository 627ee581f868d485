import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ChunkStore } from './chunk-store'

const settledMs = 3600_000

/** Chunks as files of one folder for each blob, which nobody but the console's own account can read. */
export class FileChunks implements ChunkStore {
  constructor(
    private readonly folder: string,
    private readonly fsync = false,
  ) {}

  async put(blobId: string, n: number, bytes: Buffer) {
    if (n === 0) await mkdir(this.of(blobId), { recursive: true, mode: 0o700 })
    const file = join(this.of(blobId), String(n))
    // In one step: a chunk that is written over is the old one or the new one, whatever happens in between.
    try {
      await writeFile(`${file}.new`, bytes, { mode: 0o600, flush: this.fsync })
      await rename(`${file}.new`, file)
      if (this.fsync) await this.keepNames(blobId, n)
    } catch (error) {
      // On a full disk a part of it was written, which is needed elsewhere.
      await rm(`${file}.new`, { force: true })
      throw error
    }
  }

  async get(blobId: string, n: number) {
    return await readFile(join(this.of(blobId), String(n))).catch(unlessMissing)
  }

  async remove(blobIds: readonly string[]) {
    for (const id of blobIds) await rm(this.of(id), { recursive: true, force: true })
  }

  async stale() {
    const names = (await readdir(this.folder).catch(unlessMissing)) ?? []
    const old: string[] = []
    for (const name of names) {
      const found = await stat(this.of(name)).catch(unlessMissing)
      if (found && Date.now() - found.mtimeMs > settledMs) old.push(name)
    }
    return old
  }

  within = () => this

  /** Names are kept apart from what they name: those of a folder, and of a new folder its own. */
  private async keepNames(blobId: string, n: number) {
    if (process.platform === 'win32') return
    for (const folder of n === 0 ? [this.of(blobId), this.folder] : [this.of(blobId)]) {
      const names = await open(folder)
      await names.sync().finally(() => names.close())
    }
  }

  private of(blobId: string) {
    return join(this.folder, blobId)
  }
}

function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}
