import type { Blobs } from '../../blobs/blobs'
import type { commands } from '../../db/schema'
import type { CallOptions } from '../../graph/client'
import {
  type CommandResult,
  hasArrived,
  type Records,
  type RecordTrace,
  type SentRecord,
} from '../../model/sync/command'
import type { Env } from '../../platform/env'
import { AppError } from '../../platform/errors'
import { patienceMs } from '../../platform/retry'
import { getSource } from '../../sources/source'
import type { Lease } from '../lease'
import type { Pool } from '../pool'
import { readSetup, type SetupDeps } from '../setup'
import { underLease } from '../under-lease'
import { eachAtOnce } from './each-at-once'
import { findRecords } from './find-records'
import { sendRecord } from './send-record'

export interface CommandDeps extends SetupDeps {
  blobs: Blobs
  /** What opens the items that somebody wrote. */
  settings: Pick<Env, 'secretKey'>
}

/** The right to write to the connection, and the requests in flight that it shares with whoever else has it. */
export interface Held {
  lease: Lease
  pool: Pool
  /** Aborted when nothing more may be sent. */
  signal: AbortSignal
}

export type CommandRow = typeof commands.$inferSelect

/** How Graph is called for a command. */
export const callOf = ({ lease, pool, signal }: Held): CallOptions => ({
  ...underLease({ lease, pool, stopped: signal }),
  // Somebody looks on.
  waitMs: patienceMs.page,
})

/** Sends the records of a command by the mapping that is saved now. */
export async function sendRecords(
  deps: CommandDeps,
  { lease, pool, signal }: Held,
  { id, connectionId, records }: Pick<CommandRow, 'id' | 'connectionId'> & { records: Records },
): Promise<CommandResult> {
  const source = await getSource(deps.db, connectionId)
  if (!source) throw new AppError('invalid', 'The connection has no source any more. Choose one first.')
  const { setup, unregistered } = await readSetup(deps, { id, connectionId, mapping: source.mapping })
  const call = callOf({ lease, pool, signal })
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
