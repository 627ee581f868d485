import { takeLease } from '../lease'
import { poolOf } from '../setup'
import type { CommandDeps, Held } from './send-records'
import { doCommand } from './serve'
import { takeCommand } from './take'

/**
 * Does the commands of a connection that no run does: claims its lease for as long as there are some. With the lease in
 * other hands it does nothing, for whoever has it does them.
 */
export async function runCommands(
  deps: CommandDeps & { signal: AbortSignal },
  { connectionId }: { connectionId: string },
): Promise<void> {
  const { db, signal } = deps
  const lease = await takeLease(db, connectionId)
  if (!lease) return
  try {
    const { pool, hold } = await poolOf(deps, connectionId)
    const held = { lease, pool, signal: AbortSignal.any([signal, lease.lost]) }
    await doAll(deps, held, connectionId).finally(() => hold.settled())
  } finally {
    await lease.release()
  }
}

async function doAll(deps: CommandDeps, held: Held, connectionId: string) {
  while (!held.signal.aborted) {
    const command = await takeCommand(deps.db, connectionId, held.lease.token)
    if (!command) return
    await doCommand(deps, held, command)
  }
}
