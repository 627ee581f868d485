'use client'

import { useMutation } from '@tanstack/react-query'
import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Chip } from '@/components/ui/chip'
import { IconButton } from '@/components/ui/icon-button'
import { later } from '@/components/ui/later'
import { ProblemNote } from '@/components/ui/problem-note'
import { problemOf } from '@/components/ui/problem-of'
import { Table } from '@/components/ui/table'
import type { Answer } from '@/lib/model/resolvers/check/protocol'
import type { TestCase } from '@/lib/model/resolvers/test-case'
import { outcomeOf, type TestOutcome } from '@/lib/model/resolvers/test-outcome'
import { unwrap } from '@/lib/web/fetch'
import { deleteTestCase, saveTestCases } from './actions'

const AddCase = later(() => import('./add-case').then(({ AddCase }) => AddCase), { browserOnly: true })

const words: Record<TestOutcome, { text: string; tone: string }> = {
  fails: { text: 'Fails', tone: 'text-bad font-medium' },
  stopped: { text: 'Stopped', tone: 'text-bad font-medium' },
  passes: { text: 'Passes', tone: 'text-ok' },
  waiting: { text: 'Waiting', tone: 'text-muted' },
}

/** Links with the item they have to lead to, run on every edit. Saved with the connection at once. */
export function TestsCard({
  connectionId,
  tests,
  answers,
  readOnly,
  onTests,
}: {
  connectionId: string
  tests: readonly TestCase[]
  answers: readonly Answer[] | null
  readOnly: string | null
  onTests: (tests: TestCase[]) => void
}) {
  const [adding, setAdding] = useState(false)
  const save = useMutation({
    mutationFn: (one: TestCase) => unwrap(saveTestCases({ connectionId, cases: [one] })),
    onSuccess: onTests,
  })
  const remove = useMutation({
    mutationFn: (url: string) => unwrap(deleteTestCase({ connectionId, url })),
    onSuccess: onTests,
  })
  const outcomes = tests.map((one, at) => outcomeOf(one, answers?.[at]))
  const failing = outcomes.filter((outcome) => outcome === 'fails' || outcome === 'stopped').length
  const problem = problemOf(save.error ?? remove.error)
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
        <Button disabledReason={readOnly} onClick={() => setAdding(true)}>
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
          pending={save.isPending}
          onAdd={(one) => save.mutate(one, { onSuccess: () => setAdding(false) })}
          onCancel={() => setAdding(false)}
        />
      )}
      {tests.length === 0 && !adding && (
        <p className="p-4 text-muted">
          A link and the item it has to lead to. A case that fails holds back the save, so what works today
          keeps working.
        </p>
      )}
      {tests.length > 0 && (
        <Table label="Test cases">
          <thead>
            <tr>
              <th>Result</th>
              <th>Link</th>
              <th>Expected</th>
              <th>Got</th>
              <th>
                <span className="sr-only">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ test, answer, outcome }) => (
              <tr key={test.url}>
                <td className={`whitespace-nowrap ${words[outcome].tone}`}>{words[outcome].text}</td>
                <td className="w-full max-w-0 min-w-40">
                  <code className="block min-w-40 truncate text-sm text-muted" title={test.url}>
                    {test.url.replace(/^https:\/\//, '')}
                  </code>
                </td>
                <td>
                  <Id id={test.expected} />
                </td>
                <td>
                  {outcome === 'passes' ? (
                    <span className="text-muted">same</span>
                  ) : outcome === 'fails' && answer ? (
                    <span className="text-bad">
                      <Id id={answer.itemId} />
                    </span>
                  ) : null}
                </td>
                <td>
                  <span className="flex items-center justify-end gap-1 whitespace-nowrap">
                    {outcome === 'fails' && answer && !readOnly && (
                      <Button
                        look="quiet"
                        onClick={() => save.mutate({ url: test.url, expected: answer.itemId })}
                      >
                        Expect this
                      </Button>
                    )}
                    <IconButton
                      label={`Delete the test case of ${test.url}`}
                      disabledReason={readOnly}
                      onClick={() => remove.mutate(test.url)}
                    >
                      <Trash2 aria-hidden />
                    </IconButton>
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  )
}

const rank = (outcome: TestOutcome) => (outcome === 'fails' || outcome === 'stopped' ? 0 : 1)

const Id = ({ id }: { id: string | null }) =>
  id === null ? <span className="text-muted">no id</span> : <code className="text-sm">{id}</code>
