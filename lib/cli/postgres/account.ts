import { readFileSync } from 'node:fs'

/** Which user a process of the database runs as; undefined: the user of this process. */
export interface Account {
  uid: number
  gid: number
}

/**
 * Postgres refuses to run as root, which a container often is. There it runs as `nobody`, to whom its folder is given.
 * Null when there is no such account.
 */
export function databaseAccount(): Account | null | undefined {
  if (process.getuid?.() !== 0) return undefined
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((one) => one.startsWith('nobody:'))
  const [, , uid, gid] = line?.split(':') ?? []
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : null
}
