import { and, eq } from 'drizzle-orm'
import type { Db } from '../db/open'
import { syncs } from '../db/schema'
import { RunEnded } from './progress'
import { claimed, type Run } from './run-state'

type Report = Partial<
  Pick<Run, 'snapshotId' | 'totalRows' | 'phase' | 'staged' | 'changes' | 'heldHash' | 'watermark'>
>

/** Notes what Graph has deleted, also when the run was paused or cancelled meanwhile: it is gone all the same. */
export async function reportDeleted({ db }: { db: Db }, run: Run, deleted: number): Promise<void> {
  const changes = { ...run.changes, deleted: run.changes.deleted + deleted }
  const [mine] = await db
    .update(syncs)
    .set({ changes, flushedAt: new Date() })
    .where(and(eq(syncs.id, run.id), eq(syncs.attempt, run.attempt)))
    .returning({ id: syncs.id })
  if (!mine) throw new RunEnded()
  Object.assign(run, { changes })
}

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
