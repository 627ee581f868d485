'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Note } from '@/components/ui/note'
import { ProblemNote } from '@/components/ui/problem-note'
import { problemOf } from '@/components/ui/problem-of'
import { RelativeTime } from '@/components/ui/relative-time'
import { SkeletonTable } from '@/components/ui/skeleton'
import { countText, numberText } from '@/lib/model/number-text'
import type { PlanView } from '@/lib/model/sync/plan'
import type { SyncView } from '@/lib/model/sync/sync'
import { unwrap } from '@/lib/web/fetch'
import { approvePlan, discardPlan } from './actions'
import { PlanAccess } from './plan-access'
import { PlanBar } from './plan-bar'
import { PlanTable } from './plan-table'
import { planQuery } from './queries'

interface Props {
  sync: SyncView
  /** Why this admin may not decide. */
  refused: string | null
  /** Why not one that widens access. */
  noWiden: string | null
  onDone: () => void
}

/** What the run would do, as a decision. */
export function PlanCard({ sync, refused, noWiden, onDone }: Props) {
  const { data: plan, error } = useQuery(planQuery(sync.id))
  const decide = useMutation({
    mutationFn: async (approved: PlanView | null) => {
      if (approved) await unwrap(approvePlan({ syncId: sync.id, hash: approved.hash }))
      else await unwrap(discardPlan({ syncId: sync.id }))
    },
    onSettled: onDone,
  })
  const problem = problemOf(error)
  if (problem) return <ProblemNote problem={problem} title="The plan cannot be read." />
  if (!plan) return <SkeletonTable columns={['What', 'Items', 'Which']} rows={5} />
  const old = new Date(plan.expiresAt) < new Date()
  const failure = problemOf(decide.error)

  return (
    <Card
      title="Plan"
      note={
        <>
          {numberText(plan.rows)} rows read and compared <RelativeTime at={plan.madeAt} />, nothing sent{' '}
          {plan.sentBefore > 0 ? 'since' : 'yet'}
        </>
      }
      bare
    >
      {plan.sourceChanged && (
        <div className="border-b border-line p-4">
          <Note tone="warn" title="The source was changed after this plan was made.">
            {plan.groups ? 'Fields or source' : 'Mapping or source'} are other ones by now. An approval does
            what stands here, with what was read then. To read the source as it is now, discard the plan and
            start a new run.
          </Note>
        </div>
      )}
      <div className="px-4 pt-4 pb-2">
        <PlanBar counts={plan.counts} />
      </div>
      <PlanTable connectionId={sync.connectionId} plan={plan} />
      {plan.access && <PlanAccess access={plan.access} />}
      {plan.leftOut && (
        <div className="border-t border-line p-4">
          <Note tone="warn" title="Rows are sent without users whom the tenant does not have.">
            {plan.leftOut
              .slice(0, 10)
              .map(({ name, rows }) => `${name} (${countText(rows, 'row')})`)
              .join(', ')}
            {plan.leftOut.length > 10 ? ` and ${plan.leftOut.length - 10} more` : ''}
          </Note>
        </div>
      )}
      <div className="flex flex-wrap items-center gap-2 border-t border-line px-4 py-3">
        <Button
          look="primary"
          pending={decide.isPending && decide.variables !== null}
          disabledReason={
            refused ??
            (plan.access?.held ? noWiden : null) ??
            (old ? 'The plan has expired. Start a new run.' : null)
          }
          onClick={() => decide.mutate(plan)}
        >
          {approveText(plan)}
        </Button>
        <Button
          pending={decide.isPending && decide.variables === null}
          disabledReason={refused}
          onClick={() => decide.mutate(null)}
        >
          Discard the plan
        </Button>
        <span className="text-sm text-muted">
          The run may {plan.groups ? 'add at most ' : 'send at most '}
          {countText(plan.most, plan.groups ? 'member' : 'item')}; else it asks again. Good until{' '}
          <RelativeTime at={plan.expiresAt} />.
        </span>
      </div>
      {failure && (
        <div className="px-4 pb-3">
          <ProblemNote problem={failure} title="The plan was not approved." />
        </div>
      )}
    </Card>
  )
}

function approveText({ counts, groups }: PlanView) {
  const sent = counts.new + counts.changed + counts.owed
  return sent === 0
    ? 'Approve the plan'
    : groups
      ? `Add ${countText(sent, 'member')}`
      : `Send ${countText(sent, 'item')}`
}
