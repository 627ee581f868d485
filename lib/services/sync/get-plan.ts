import { and, asc, count, eq, gt } from 'drizzle-orm'
import { z } from 'zod'
import { approvals, deletions, plans } from '../../db/schema'
import type { PlanView } from '../../model/sync/plan'
import { query } from '../command'
import { connectionOfSync } from './views'

/** What a run would do, or did after an approval; null for a run without a plan. */
export const getPlan = query({
  name: 'getPlan',
  permission: 'connections.read',
  input: z.object({ syncId: z.uuid() }),
  on: ({ syncId }, { db }) => connectionOfSync(db, syncId),
  async run({ db }, { syncId }): Promise<PlanView | null> {
    const [row] = await db.select().from(plans).where(eq(plans.syncId, syncId))
    if (!row) return null
    const [approval] = await db
      .select()
      .from(approvals)
      .where(and(eq(approvals.syncId, syncId), eq(approvals.what, 'plan'), eq(approvals.hash, row.plan.hash)))
    return {
      ...row.plan,
      syncId,
      madeAt: row.madeAt.toISOString(),
      expiresAt: row.expiresAt.toISOString(),
      approved: approval ? { by: approval.approvedBy, at: approval.approvedAt.toISOString() } : null,
    }
  },
})

const pageSize = 100

/** Deletions of a run: how many in which state, and a page of them after an item id. */
export const listDeletions = query({
  name: 'listDeletions',
  permission: 'connections.read',
  input: z.object({
    syncId: z.uuid(),
    state: z.enum(['held', 'due', 'deleted', 'kept']).default('held'),
    after: z.string().max(200).default(''),
  }),
  on: ({ syncId }, { db }) => connectionOfSync(db, syncId),
  async run({ db }, { syncId, state, after }) {
    const ofRun = eq(deletions.syncId, syncId)
    const counts = await db
      .select({ state: deletions.state, count: count() })
      .from(deletions)
      .where(ofRun)
      .groupBy(deletions.state)
    const items = await db
      .select({ itemId: deletions.itemId, title: deletions.title })
      .from(deletions)
      .where(and(ofRun, eq(deletions.state, state), gt(deletions.itemId, after)))
      .orderBy(asc(deletions.itemId))
      .limit(pageSize)
    return { counts, items, next: items.length === pageSize ? (items.at(-1)?.itemId ?? null) : null }
  },
})
