'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { ProblemNote } from '@/components/ui/problem-note'
import { problemOf } from '@/components/ui/problem-of'
import type { Answer, StepId } from '@/lib/model/results/checklist'
import { unwrap } from '@/lib/web/fetch'
import { confirmStep, withdrawStep } from './actions'

export function StepButtons({
  connectionId,
  step,
  title,
  confirmed,
  readOnly,
}: {
  connectionId: string
  step: StepId
  title: string
  confirmed: boolean
  readOnly: string | null
}) {
  const router = useRouter()
  const [refreshing, startRefresh] = useTransition()
  const answer = useMutation({
    mutationFn: (given: Answer | null) =>
      given === null
        ? unwrap(withdrawStep({ connectionId, step }))
        : unwrap(confirmStep({ connectionId, step, answer: given })),
    onSuccess: () => startRefresh(() => router.refresh()),
  })
  const problem = problemOf(answer.error)
  const pending = answer.isPending || refreshing
  const busy = (given: Answer | null) => pending && answer.variables === given
  return (
    <div className="flex max-w-full flex-wrap items-center justify-end gap-2">
      <Button
        aria-label={`It is set: ${title}`}
        pending={busy('done')}
        disabledReason={readOnly}
        onClick={() => answer.mutate('done')}
      >
        It is set
      </Button>
      <Button
        aria-label={`Not wanted: ${title}`}
        pending={busy('notWanted')}
        disabledReason={readOnly}
        onClick={() => answer.mutate('notWanted')}
      >
        Not wanted
      </Button>
      {confirmed && (
        <Button
          look="quiet"
          aria-label={`Withdraw: ${title}`}
          pending={busy(null)}
          disabledReason={readOnly}
          onClick={() => answer.mutate(null)}
        >
          Withdraw
        </Button>
      )}
      {problem && <ProblemNote problem={problem} />}
    </div>
  )
}
