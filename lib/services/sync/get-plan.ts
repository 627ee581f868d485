import { and, asc, count, eq, gt } from 'drizzle-orm'
import { z } from 'zod'
import { approvals, deletions, plans, syncs } from '../../db/schema'
import { rulesOf } from '../../model/sync/abort-rules'
import { mostSent, type Plan, type PlanView } from '../../model/sync/plan'
import { hasOtherSource } from '../../sources/has-other-source'
import { query } from '../command'
import { maskedText, shownTo, unquoted } from './people-data'
import { connectionOfSync } from './views'

/** What a run would do, or did after an approval; null for a run without a plan. */
export const getPlan = query({
  name: 'getPlan',
  permission: 'connections.read',
  input: z.object({ syncId: z.uuid() }),
  on: ({ syncId }, { db }) => connectionOfSync(db, syncId),
  async run(context, { syncId }): Promise<(PlanView & { personal: boolean }) | null> {
    const { db } = context
    const [found] = await db
      .select({ row: plans, run: syncs })
      .from(plans)
      .innerJoin(syncs, eq(syncs.id, plans.syncId))
      .where(eq(plans.syncId, syncId))
    if (!found) return null
    const { row, run } = found
    const [approval] = await db
      .select()
      .from(approvals)
      .where(and(eq(approvals.syncId, syncId), eq(approvals.what, 'plan'), eq(approvals.hash, row.plan.hash)))
    const shown = await shownTo(context, await connectionOfSync(db, syncId))
    return {
      ...(shown === 'masked' ? maskedPlan(row.plan) : row.plan),
      personal: shown === 'personal',
      syncId,
      most: mostSent(row.plan, rulesOf(run.abortRules).tolerance),
      madeAt: row.madeAt.toISOString(),
      expiresAt: row.expiresAt.toISOString(),
      approved: approval ? { by: approval.approvedBy, at: approval.approvedAt.toISOString() } : null,
      sourceChanged: await hasOtherSource(db, run),
    }
  },
  reveals: (plan) => plan?.personal === true,
})

/** Names of people and why a row cannot be sent are left out; what would be done and how often stays. */
const maskedPlan = (plan: Plan): Plan => ({
  ...plan,
  leftOut: undefined,
  access: plan.access && {
    ...plan.access,
    findings: plan.access.findings.map((finding) => ({ ...finding, itemIds: [] })),
  },
  causes: plan.causes.map((cause) => ({ ...cause, message: unquoted(cause.code) })),
  samples: Object.fromEntries(
    Object.entries(plan.samples).map(([kind, items]) => [
      kind,
      items.map((item) => ({
        ...item,
        itemId: maskedText(item.itemId),
        title: maskedText(item.title),
        what: kind === 'failed' ? [] : item.what,
      })),
    ]),
  ),
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
  async run(context, { syncId, state, after }) {
    const { db } = context
    const shown = await shownTo(context, await connectionOfSync(db, syncId))
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
    const next = items.length === pageSize ? (items.at(-1)?.itemId ?? null) : null
    const seen =
      shown === 'masked' ? items.map(({ itemId, title }) => ({ itemId, title: maskedText(title) })) : items
    return { counts, items: seen, next, personal: shown === 'personal' && items.length > 0 }
  },
  reveals: ({ personal }) => personal,
})
