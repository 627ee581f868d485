import { and, eq, gt, sql } from 'drizzle-orm'
import type { Db } from '../../db/open'
import { approvals, plans, syncs } from '../../db/schema'
import { numberText } from '../../model/number-text'
import type { Problem } from '../../model/problem'
import type { Plan } from '../../model/sync/plan'
import { claimed, type Run } from '../run-state'

/** So long a plan waits: what the source holds goes on changing. */
const planHours = 24

/** The plan of the run that somebody has approved and that still counts. */
export async function approvedPlan(db: Db, run: Run): Promise<Plan | null> {
  const [row] = await db
    .select({ plan: plans.plan })
    .from(plans)
    .innerJoin(
      approvals,
      and(
        eq(approvals.syncId, plans.syncId),
        eq(approvals.what, 'plan'),
        eq(approvals.hash, sql`${plans.plan}->>'hash'`),
        gt(approvals.expiresAt, sql`now()`),
      ),
    )
    .where(eq(plans.syncId, run.id))
  return row?.plan ?? null
}

/** Whether there is anything to decide. */
export const doesSomething = ({ counts, groups = { created: 0, renamed: 0 } }: Plan) =>
  counts.new + counts.changed + counts.owed + counts.toDelete + counts.failed > 0 ||
  groups.created + groups.renamed > 0

/** The plan of a run that was about to widen access too far, though what is left of it may not. */
export const forAdmin = (plan: Plan): Plan =>
  plan.access ? { ...plan, access: { ...plan.access, held: true } } : plan

/** Keeps the plan and ends the run for now: it goes on when the plan is approved. */
export const holdPlan = (db: Db, run: Run, plan: Plan, problem: Problem | null) =>
  db.transaction(async (tx) => {
    const [held] = await tx
      .update(syncs)
      .set({
        status: 'held',
        phase: 'plan',
        planFirst: true,
        problem,
        rate: 0,
        pacing: null,
        finishedAt: new Date(),
      })
      .where(claimed(run))
      .returning({ id: syncs.id })
    if (!held) return
    const values = { plan, madeAt: new Date(), expiresAt: sql`now() + make_interval(hours => ${planHours})` }
    await tx
      .insert(plans)
      .values({ syncId: run.id, ...values })
      .onConflictDoUpdate({ target: plans.syncId, set: values })
  })

/** More would be sent than somebody has agreed to. */
export class PlanExceeded extends Error {
  constructor(private readonly most: number) {
    super('The run would exceed its plan')
  }

  get problem(): Problem {
    const most = numberText(this.most)
    return {
      code: 'conflict',
      message: `More would be sent than planned (at most ${most}), because something has changed since. What was sent stays. This is the new plan for the rest.`,
    }
  }
}
