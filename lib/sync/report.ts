import type { Db } from '../db/open'
import { syncs } from '../db/schema'
import { RunEnded } from './progress'
import { claimed, type Run } from './run-state'

type Report = Partial<
  Pick<Run, 'snapshotId' | 'totalRows' | 'phase' | 'staged' | 'changes' | 'heldHash' | 'watermark'>
>

/** Says how far a run is. Throws RunEnded when this worker has lost its claim on it. */
export async function report({ db }: { db: Db }, run: Run, values: Report): Promise<void> {
  const [still] = await db
    .update(syncs)
    .set({ ...values, flushedAt: new Date() })
    .where(claimed(run))
    .returning({ id: syncs.id })
  if (!still) throw new RunEnded()
  Object.assign(run, values)
}
