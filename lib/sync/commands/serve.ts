import { startTicker } from '../../jobs/ticker'
import { AppError, asProblem } from '../../platform/errors'
import { log } from '../../platform/log'
import { changeGroups } from '../groups/change-groups'
import type { Lease } from '../lease'
import type { Pool } from '../pool'
import { changeItem } from './change-item'
import { type CommandDeps, type CommandRow, type Held, sendRecords } from './send-records'
import { endCommand, returnCommand, takeCommand } from './take'

/** An admin waits for what they asked for. */
const lookMs = 300

/**
 * Does what is asked for of a connection as long as somebody has its lease, in the window of that one. `stop` waits for
 * what has begun.
 */
export function serveCommands(
  deps: CommandDeps & { signal: AbortSignal },
  { connectionId, lease, pool }: { connectionId: string; lease: Lease; pool: Pool },
): { stop(): Promise<void> } {
  const enough = new AbortController()
  const held: Held = { lease, pool, signal: AbortSignal.any([deps.signal, lease.lost]) }
  const begun = new Set<Promise<void>>()
  // Many members take minutes; a run that ends leaves the rest to whoever has the lease next.
  const untilStopped: Held = { ...held, signal: AbortSignal.any([held.signal, enough.signal]) }
  // One after another: two changes of a group in a row are to come out as they were asked for.
  let groups = Promise.resolve()
  const look = async () => {
    for (;;) {
      if (enough.signal.aborted || held.signal.aborted) return
      const command = await takeCommand(deps.db, connectionId, lease.token)
      if (!command) return
      const ofGroups = 'groupIds' in command.records
      const work = () => doCommand(deps, ofGroups ? untilStopped : held, command)
      const doing = ofGroups ? groups.then(work) : work()
      if (ofGroups) groups = doing
      begun.add(doing)
      void doing.finally(() => begun.delete(doing))
    }
  }
  const { stopped } = startTicker(lookMs, look, AbortSignal.any([enough.signal, held.signal]))
  return {
    async stop() {
      enough.abort()
      await stopped
      await Promise.all(begun)
    },
  }
}

/** Does one command and writes down what came of it. Never throws. */
export async function doCommand(deps: CommandDeps, held: Held, command: CommandRow): Promise<void> {
  const { db } = deps
  try {
    await endCommand(db, command, { status: 'done', result: await resultOf(deps, held, command) })
  } catch (error) {
    const settled = held.signal.aborted
      ? returnCommand(db, command)
      : endCommand(db, command, { status: 'failed', problem: problemOf(error, command) })
    // Under the next lease it is taken again.
    await settled.catch((err: unknown) => log().error({ err }, 'what came of a command was not written down'))
  }
}

function resultOf(deps: CommandDeps, held: Held, { id, connectionId, records, item }: CommandRow) {
  if ('groupIds' in records)
    return changeGroups({ db: deps.db, graph: deps.ingestion }, held, { connectionId, ...records })
  if ('change' in records) return changeItem(deps, held, { id, connectionId, ...records, item })
  return sendRecords(deps, held, { id, connectionId, records })
}

function problemOf(error: unknown, { id }: CommandRow) {
  if (error instanceof AppError) return asProblem(error)
  log().error({ err: error, command: id }, 'a command ran into a bug')
  return { code: 'bug' as const, message: `Something in the console went wrong. The log has it under ${id}.` }
}
