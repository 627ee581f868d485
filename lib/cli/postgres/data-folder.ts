import { chmodSync, chownSync, lchownSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Account } from './account'

/**
 * Makes the data folder private: nobody else reads what is in it. Where the database runs as another user than this
 * process (which is root then), that user has to get through to its own folder.
 */
export function makePrivate(folder: string, account: Account | undefined): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const mode = account ? 0o711 : 0o700
  if (process.platform === 'win32') return
  if ((statSync(folder).mode & 0o777) !== mode) chmodSync(folder, mode)
  // What another umask, a copy or a restored backup has opened: a closed folder closes all in it.
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    const wanted = entry.isDirectory() ? 0o700 : 0o600
    if (!entry.isSymbolicLink() && (statSync(path).mode & 0o077) !== 0) chmodSync(path, wanted)
  }
}

/** Gives a folder and all in it to the account. */
export function giveTo(account: Account | undefined, folder: string): void {
  if (!account || statSync(folder).uid === account.uid) return
  const { uid, gid } = account
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    lchownSync(join(entry.parentPath, entry.name), uid, gid)
  }
  chownSync(folder, uid, gid)
}
