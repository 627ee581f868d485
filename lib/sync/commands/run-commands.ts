import { takeLease } from '../lease'
import { poolOf } from '../setup'
import type { CommandDeps } from './send-records'
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
  const held = { lease, pool: poolOf(deps, connectionId), signal: AbortSignal.any([signal, lease.lost]) }
  try {
    while (!held.signal.aborted) {
      const command = await takeCommand(db, connectionId, lease.token)
      if (!command) return
      await doCommand(deps, held, command)
    }
  } finally {
    await lease.release()
  }
}
