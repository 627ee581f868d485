import { lockConnection } from '../db/connections'
import type { Db } from '../db/open'
import { syncs } from '../db/schema'
import { RunEnded } from './progress'
import { claimed, type Run } from './run-state'

/**
 * Keeps the run from being claimed by another worker until the transaction ends. Throws RunEnded when one has it already: a
 * worker that was frozen and wakes up must not write down what it had decided before.
 */
export async function needClaim(tx: Db, run: Run): Promise<void> {
  await lockConnection(tx, run.connectionId)
  const [mine] = await tx.select({ id: syncs.id }).from(syncs).where(claimed(run)).for('share')
  if (!mine) throw new RunEnded()
}
