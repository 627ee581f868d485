'use client'

import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { ProblemNote } from '@/components/ui/problem-note'
import { problemOf } from '@/components/ui/problem-of'
import type { Answer } from '@/lib/model/resolvers/check/protocol'
import type { TestCase } from '@/lib/model/resolvers/test-case'
import type { TraceStep } from '@/lib/model/resolvers/trace'
import { unwrap } from '@/lib/web/fetch'
import { checkItems, saveTestCases } from './actions'
import type { TraceActions } from './trace-view'
import { TriedList } from './tried-list'
import type { InGraph } from './tried-row'

/** How many items are looked up in Graph at once. */
const mostChecked = 100

/** What became of the links that are tried, and what can be done with each. */
export function TriedPart({
  connectionId,
  urls,
  answers,
  trace,
  actions,
}: {
  connectionId: string
  urls: readonly string[]
  answers: readonly Answer[]
  trace: (url: string) => Promise<TraceStep[]>
  actions: Omit<TraceActions, 'onTestCase'> & { onTests: (tests: TestCase[]) => void }
}) {
  const [inGraph, setInGraph] = useState<Record<string, InGraph>>({})
  const wanted = [...new Set(answers.flatMap(({ itemId }) => itemId || []))]
  const unchecked = wanted.filter((id) => inGraph[id] === undefined).slice(0, mostChecked)
  const check = useMutation({
    mutationFn: () => unwrap(checkItems({ connectionId, itemIds: unchecked })),
    onSuccess: (found) => setInGraph((before) => ({ ...before, ...found })),
  })
  const keep = useMutation({
    mutationFn: (one: TestCase) => unwrap(saveTestCases({ connectionId, cases: [one] })),
    onSuccess: actions.onTests,
  })
  const problem = problemOf(check.error ?? keep.error)
  return (
    <>
      {problem && (
        <div className="px-4 pb-3">
          <ProblemNote problem={problem} />
        </div>
      )}
      {wanted.length > 0 && (
        <div className="px-4 pb-3">
          <Button
            pending={check.isPending}
            disabledReason={unchecked.length === 0 ? 'All of these items were looked up.' : null}
            onClick={() => check.mutate()}
          >
            Check {Math.min(unchecked.length, mostChecked)} in Graph
          </Button>
        </div>
      )}
      <TriedList
        urls={urls}
        answers={answers}
        inGraph={inGraph}
        trace={trace}
        actions={{ ...actions, onTestCase: (url, expected) => keep.mutate({ url, expected }) }}
      />
    </>
  )
}
