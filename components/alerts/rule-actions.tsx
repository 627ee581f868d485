'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { problemOf } from '@/components/ui/problem-of'
import type { AlertRuleView } from '@/lib/model/alerts/rule'
import { unwrap } from '@/lib/web/fetch'
import { deleteAlertRule, testAlertRule } from './actions'

/** Test, change and delete a rule. What the test said stands below its button. */
export function RuleActions({
  rule,
  noEdit,
  onEdit,
}: {
  rule: AlertRuleView
  noEdit: string | null
  onEdit: (rule: AlertRuleView) => void
}) {
  const router = useRouter()
  const [asking, setAsking] = useState(false)
  const { id, name } = rule
  const test = useMutation({
    mutationFn: () => unwrap(testAlertRule({ id })),
    onSuccess: () => router.refresh(),
  })
  const remove = useMutation({
    mutationFn: () => unwrap(deleteAlertRule({ id })),
    onSuccess() {
      setAsking(false)
      router.refresh()
    },
  })
  const problem = problemOf(test.error)
  return (
    <div className="grid justify-items-end gap-1">
      <span className="flex gap-2">
        <Button
          pending={test.isPending}
          disabledReason={noEdit}
          aria-label={`Send a test: ${name}`}
          onClick={() => test.mutate()}
        >
          Send a test
        </Button>
        <Button disabledReason={noEdit} aria-label={`Change: ${name}`} onClick={() => onEdit(rule)}>
          Change
        </Button>
        <Button
          look="quiet"
          disabledReason={noEdit}
          aria-label={`Delete: ${name}`}
          onClick={() => setAsking(true)}
        >
          Delete
        </Button>
      </span>
      <span
        role="status"
        className={`max-w-80 text-sm whitespace-normal ${problem ? 'text-bad' : 'text-muted'}`}
      >
        {problem ? problem.message : test.isSuccess ? 'The test was sent.' : ''}
      </span>
      <ConfirmDialog
        open={asking}
        title={`Delete the rule ${name}?`}
        confirm="Delete rule"
        pending={remove.isPending}
        problem={problemOf(remove.error)}
        onConfirm={() => remove.mutate()}
        onClose={() => setAsking(false)}
      >
        <p>Nobody is told by this rule any more, not even that something is over.</p>
      </ConfirmDialog>
    </div>
  )
}
