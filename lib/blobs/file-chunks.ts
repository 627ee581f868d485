import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ChunkStore } from './chunk-store'

const settledMs = 3600_000

/** Chunks as files of one folder for each blob, which nobody but the console's own account can read. */
export class FileChunks implements ChunkStore {
  constructor(private readonly folder: string) {}

  async put(blobId: string, n: number, bytes: Buffer) {
    if (n === 0) await mkdir(this.of(blobId), { recursive: true, mode: 0o700 })
    await writeFile(join(this.of(blobId), String(n)), bytes, { mode: 0o600 })
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

  private of(blobId: string) {
    return join(this.folder, blobId)
  }
}

function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}
