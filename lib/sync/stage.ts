import { pruneSnapshots } from '../snapshots/prune'
import { getSnapshot } from '../snapshots/read-snapshot'
import { type SnapshotRow, SnapshotWriter, type Stores } from '../snapshots/write-snapshot'
import { sourceKind } from '../sources/kinds'
import type { SourceRecord } from '../sources/record'
import type { SourceContext } from '../sources/source-kind'
import { ahead } from './ahead'
import { report } from './report'
import type { Run } from './run-state'

const reportMs = 1_000

/** The item id that each record has, as far as it can be told. */
type IdsOf = (records: readonly SourceRecord[]) => Promise<(string | null)[]>

type Reading = Omit<SourceContext, 'db' | 'blobs'>

/** What the run reads: its snapshot, written now if it has none yet. Whatever comes after reads only that. */
export async function stage(
  stores: Stores,
  run: Run,
  idsOf: IdsOf,
  /** Asked for only when the source has to be read. */
  readingOf: () => Promise<Reading>,
): Promise<SnapshotRow> {
  if (run.snapshotId) return await getSnapshot(stores, run.snapshotId)
  const reading = await readingOf()
  const { connectionId, sourceKind, sourceName } = run
  const holds = run.type === 'groups' ? 'groups' : 'items'
  const writer = await SnapshotWriter.begin(stores, { connectionId, sourceKind, sourceName, holds })
  try {
    const { complete, watermark } = await readInto(writer, stores, run, idsOf, reading)
    const snapshot = await writer.finish(complete)
    await report(stores, run, {
      snapshotId: snapshot.id,
      totalRows: snapshot.rows,
      // The members of groups are always read from the beginning.
      watermark: holds === 'groups' ? null : watermark,
      phase: run.planFirst ? 'plan' : 'push',
    })
    await pruneSnapshots(stores, connectionId, holds)
    return snapshot
  } catch (error) {
    await writer.discard()
    throw error
  }
}

async function readInto(writer: SnapshotWriter, stores: Stores, run: Run, idsOf: IdsOf, reading: Reading) {
  let complete = false
  let watermark = run.since
  const from = run.since === null ? {} : { since: run.since }
  let reported = performance.now()
  const batches = sourceKind(run.sourceKind).read(run.sourceConfig, from, { ...stores, ...reading })
  // A source works elsewhere: it reads the next records while these are written.
  for await (const batch of ahead(batches)) {
    reading.signal.throwIfAborted()
    await writer.add(batch.records, await idsOf(batch.records))
    complete = batch.complete === true
    watermark = batch.watermark ?? watermark
    if (performance.now() - reported < reportMs) continue
    reported = performance.now()
    await report(stores, run, { staged: writer.count, phase: 'stage' })
  }
  return { complete, watermark }
}
