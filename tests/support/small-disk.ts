import { spawnSync } from 'node:child_process'
import { chmodSync, closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface SmallDisk {
  folder: string
  /** Writes until nothing fits any more. */
  fill(): void
  /** Gives back what `fill` took. */
  free(): void
  remove(): void
}

/** A disk of so many megabytes, in memory; or why there can be none here. */
export function smallDisk(megabytes: number): SmallDisk | { why: string } {
  if (process.platform !== 'linux') return { why: 'a small disk is mounted on Linux only' }
  const folder = mkdtempSync(join(tmpdir(), 'small-disk-'))
  const size = `size=${megabytes}m,mode=0755`
  const { status, stderr, error } = spawnSync('mount', ['-t', 'tmpfs', '-o', size, 'tmpfs', folder], {
    encoding: 'utf8',
  })
  if (status !== 0) {
    rmSync(folder, { recursive: true })
    return { why: `a small disk cannot be mounted here (${error?.message ?? stderr.trim()})` }
  }
  chmodSync(folder, 0o755)
  const ballast = join(folder, 'ballast')
  return {
    folder,
    fill() {
      const file = openSync(ballast, 'a')
      for (let bytes = Buffer.alloc(1_000_000); bytes.length > 0; ) {
        try {
          writeSync(file, bytes)
        } catch (error) {
          if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
          bytes = bytes.subarray(0, bytes.length >> 1)
        }
      }
      closeSync(file)
    },
    free: () => rmSync(ballast, { force: true }),
    remove() {
      spawnSync('umount', ['-l', folder])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
