import type { Blobs } from '../../blobs/blobs'
import type { commands } from '../../db/schema'
import { type CommandResult, hasArrived, type RecordTrace, type SentRecord } from '../../model/sync/command'
import { AppError } from '../../platform/errors'
import { patienceMs } from '../../platform/retry'
import { getSource } from '../../sources/source'
import type { Lease } from '../lease'
import type { Pool } from '../pool'
import { readSetup, type SetupDeps } from '../setup'
import { findRecords } from './find-records'
import { sendRecord } from './send-record'

export interface CommandDeps extends SetupDeps {
  blobs: Blobs
}

/** The right to write to the connection, and the requests in flight that it shares with whoever else has it. */
export interface Held {
  lease: Lease
  pool: Pool
  /** Aborted when nothing more may be sent. */
  signal: AbortSignal
}

export type CommandRow = typeof commands.$inferSelect

/** Sends the records of a command by the mapping that is saved now. */
export async function sendRecords(
  deps: CommandDeps,
  { lease, pool, signal }: Held,
  { id, connectionId, records }: CommandRow,
): Promise<CommandResult> {
  const source = await getSource(deps.db, connectionId)
  if (!source) throw new AppError('invalid', 'The connection has no source any more. Choose one first.')
  const { setup, unregistered } = await readSetup(deps, { id, connectionId, mapping: source.mapping })
  const call = {
    signal,
    stop: signal,
    // Somebody looks on.
    waitMs: patienceMs.page,
    onThrottle: pool.slowDown.bind(pool),
    gate: () => pool.gate(signal),
    check: () => lease.check(),
  }
  const wanted = await findRecords(deps, connectionId, records)
  const sending = { ...deps, setup, unregistered, pool, call }
  const traces = await eachAtOnce(wanted, pool.limit, ({ read }) => sendRecord(sending, read)).finally(() =>
    setup.mapper.close(),
  )
  const [trace = null] = traces
  const failures = traces.flatMap((one, at) =>
    hasArrived(one) ? [] : [failureOf(one, wanted[at]?.row ?? null, wanted[at]?.itemId ?? null)],
  )
  return {
    sent: traces.length - failures.length,
    failed: failures.length,
    failures,
    trace: traces.length === 1 ? trace : null,
  }
}

function failureOf(trace: RecordTrace, row: number | null, itemId: string | null): SentRecord {
  const failed = trace.steps.find(({ outcome }) => outcome === 'failed')
  return {
    row: trace.row ?? row,
    itemId: trace.itemId ?? itemId,
    outcome: 'failed',
    message: failed?.text ?? null,
  }
}

/** Does the work for each, so many at once, and answers in their order. */
async function eachAtOnce<T, R>(all: readonly T[], most: number, work: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  let next = 0
  const worker = async () => {
    for (let at = next++; at < all.length; at = next++) results[at] = await work(all[at] as T)
  }
  await Promise.all(Array.from({ length: Math.min(most, all.length) }, worker))
  return results
}
