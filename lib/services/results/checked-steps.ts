import { and, eq } from 'drizzle-orm'
import { ensureParent } from '../../db/connections'
import type { Db } from '../../db/open'
import { checkedSteps } from '../../db/schema'
import type { Confirmation, StepId } from '../../model/results/checklist'

export async function listCheckedSteps(db: Db, connectionId: string): Promise<Confirmation[]> {
  const rows = await db.select().from(checkedSteps).where(eq(checkedSteps.connectionId, connectionId))
  return rows.map(({ step, answer, confirmedBy, confirmedAt }) => ({
    step,
    answer,
    confirmedBy,
    confirmedAt: confirmedAt.toISOString(),
  }))
}

export function storeStep(db: Db, connectionId: string, { step, confirmedAt, ...said }: Confirmation) {
  const values = { ...said, confirmedAt: new Date(confirmedAt) }
  return db.transaction(async (tx) => {
    await ensureParent(tx, connectionId)
    await tx
      .insert(checkedSteps)
      .values({ connectionId, step, ...values })
      .onConflictDoUpdate({ target: [checkedSteps.connectionId, checkedSteps.step], set: values })
  })
}

export async function dropStep(db: Db, connectionId: string, step: StepId) {
  await db
    .delete(checkedSteps)
    .where(and(eq(checkedSteps.connectionId, connectionId), eq(checkedSteps.step, step)))
}
