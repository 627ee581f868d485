'use client'

import { useMutation } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Chip } from '@/components/ui/chip'
import { later } from '@/components/ui/later'
import { ProblemNote } from '@/components/ui/problem-note'
import { problemOf } from '@/components/ui/problem-of'
import type { Answer } from '@/lib/model/resolvers/check/protocol'
import type { TestCase } from '@/lib/model/resolvers/test-case'
import { outcomeOf, type TestOutcome } from '@/lib/model/resolvers/test-outcome'
import { unwrap } from '@/lib/web/fetch'
import { deleteTestCase, saveTestCases } from './actions'
import { TestsTable } from './tests-table'

const AddCase = later(() => import('./add-case').then(({ AddCase }) => AddCase), { browserOnly: true })

/** Links with the item they have to lead to, run on every edit. Saved with the connection at once. */
export function TestCasesCard({
  connectionId,
  tests,
  answers,
  readOnly,
  adding,
  onAdding,
  onTests,
}: {
  connectionId: string
  tests: readonly TestCase[]
  answers: readonly Answer[] | null
  readOnly: string | null
  /** Whether one is being written. */
  adding: boolean
  onAdding: (adding: boolean) => void
  onTests: (tests: TestCase[]) => void
}) {
  const edit = useMutation({
    mutationFn: (asked: ReturnType<typeof saveTestCases>) => unwrap(asked),
    onSuccess: onTests,
  })
  const save = (one: TestCase) => saveTestCases({ connectionId, cases: [one] })
  const outcomes = tests.map((one, at) => outcomeOf(one, answers?.[at]))
  const failing = outcomes.filter((outcome) => outcome === 'fails' || outcome === 'stopped').length
  const problem = problemOf(edit.error)
  const rows = tests
    .map((test, at) => ({ test, answer: answers?.[at], outcome: outcomes[at] ?? 'waiting' }))
    .toSorted((one, other) => rank(one.outcome) - rank(other.outcome))
  return (
    <Card
      title="Test cases"
      note={
        tests.length > 0 &&
        (failing > 0 ? (
          <Chip tone="bad">
            {failing} of {tests.length} {failing === 1 ? 'fails' : 'fail'}
          </Chip>
        ) : (
          <Chip tone="ok">All {tests.length} pass</Chip>
        ))
      }
      bare
      actions={
        <Button disabledReason={readOnly} onClick={() => onAdding(true)}>
          <Plus aria-hidden />
          Add
        </Button>
      }
    >
      {problem && (
        <div className="p-4">
          <ProblemNote problem={problem} />
        </div>
      )}
      {adding && (
        <AddCase
          pending={edit.isPending}
          onAdd={(one) => edit.mutate(save(one), { onSuccess: () => onAdding(false) })}
          onCancel={() => onAdding(false)}
        />
      )}
      {tests.length > 0 && (
        <TestsTable
          rows={rows}
          readOnly={readOnly}
          onExpect={(one) => edit.mutate(save(one))}
          onDelete={(url) => edit.mutate(deleteTestCase({ connectionId, url }))}
        />
      )}
    </Card>
  )
}

const rank = (outcome: TestOutcome) => (outcome === 'fails' || outcome === 'stopped' ? 0 : 1)
