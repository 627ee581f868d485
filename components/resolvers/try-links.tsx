'use client'

import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { later } from '@/components/ui/later'
import { ProblemNote } from '@/components/ui/problem-note'
import { problemOf } from '@/components/ui/problem-of'
import type { Answer } from '@/lib/model/resolvers/check/protocol'
import type { TestCase } from '@/lib/model/resolvers/test-case'
import type { TraceStep } from '@/lib/model/resolvers/trace'
import { unwrap } from '@/lib/web/fetch'
import { checkItems, saveTestCases } from './actions'
import type { TraceActions } from './trace-view'
import type { InGraph } from './tried-row'
import { TryCard } from './try-card'

const TriedList = later(() => import('./tried-list').then(({ TriedList }) => TriedList), {
  browserOnly: true,
})

/** How many items are looked up in Graph at once. */
const mostChecked = 100

export function TryLinks({
  connectionId,
  text,
  urls,
  answers,
  busy,
  noItems,
  trace,
  actions,
  onText,
  onTake,
}: {
  connectionId: string
  text: string
  urls: readonly string[]
  answers: readonly Answer[]
  busy: boolean
  noItems: string | null
  trace: (url: string) => Promise<TraceStep[]>
  actions: Omit<TraceActions, 'onTestCase'> & { onTests: (tests: TestCase[]) => void }
  onText: (text: string) => void
  onTake: () => void
}) {
  const [inGraph, setInGraph] = useState<Record<string, InGraph>>({})
  const resolved = answers.filter(({ by }) => by !== null).length
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
    <TryCard
      text={text}
      count={urls.length}
      resolved={resolved}
      busy={busy && answers.length < urls.length}
      noItems={noItems}
      onText={onText}
      onTake={onTake}
      checkButton={
        wanted.length > 0 && (
          <Button
            pending={check.isPending}
            disabledReason={unchecked.length === 0 ? 'All of these items were looked up.' : null}
            onClick={() => check.mutate()}
          >
            Check {Math.min(unchecked.length, mostChecked)} in Graph
          </Button>
        )
      }
    >
      {problem && (
        <div className="px-4 pb-3">
          <ProblemNote problem={problem} />
        </div>
      )}
      {urls.length > 0 && (
        <TriedList
          urls={urls}
          answers={answers}
          inGraph={inGraph}
          trace={trace}
          actions={{ ...actions, onTestCase: (url, expected) => keep.mutate({ url, expected }) }}
        />
      )}
    </TryCard>
  )
}
