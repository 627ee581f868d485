'use client'

import { useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Spinner } from '@/components/ui/spinner'
import type { Change } from '@/lib/model/resolvers/change'
import type { Answer } from '@/lib/model/resolvers/check/protocol'
import { openPoints } from '@/lib/model/resolvers/open-points'
import type { TraceStep } from '@/lib/model/resolvers/trace'
import { TraceStepText } from './trace-step'

export interface TraceActions {
  readOnly: string | null
  /** Why no resolver can be added. */
  noAdd: string | null
  /** Takes a proposed change over into the resolver at this place, from 0. */
  onChange: (place: number, change: Change['change']) => void
  onTestCase: (url: string, expected: string | null) => void
  onExample: (url: string) => void
}

/** One link tried on all resolvers in order: where it fits, where it does not, and what would change that. */
export function TraceView({
  url,
  answer,
  trace,
  actions,
}: {
  url: string
  answer: Answer
  trace: (url: string) => Promise<TraceStep[]>
  actions: TraceActions
}) {
  const [steps, setSteps] = useState<TraceStep[] | null>(null)
  useEffect(() => {
    let here = true
    void trace(url).then((found) => here && setSteps(found))
    return () => {
      here = false
    }
  }, [url, trace])
  return (
    <div className="border-b border-line bg-sunken">
      <div className="sticky left-0 grid w-[100cqw] gap-2 px-4 py-3">
        {steps === null ? (
          <span className="flex items-center gap-2 text-sm text-muted">
            <Spinner /> Tracing
          </span>
        ) : (
          <ol aria-label={`Trace of ${url}`} className="grid gap-1.5">
            {steps.map((step, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a step is named by its place
              <li key={place} className="grid grid-cols-[1.25rem_5.75rem_minmax(0,1fr)] gap-x-2 text-sm">
                <span className="py-px text-center text-xs/5 tabular-nums">{place + 1}</span>
                <TraceStepText
                  step={step}
                  url={url}
                  fix={
                    'fix' in step &&
                    step.fix && (
                      <Fix
                        fix={step.fix}
                        readOnly={actions.readOnly}
                        onTake={(change) => actions.onChange(place, change)}
                      />
                    )
                  }
                />
              </li>
            ))}
            {steps.length === 0 && <li className="text-sm text-muted">There is no resolver yet.</li>}
          </ol>
        )}
        {answer.may.map((point) => (
          <p key={point} className="text-sm text-warn">
            May differ: {openPoints[point]}
          </p>
        ))}
        <span className="flex flex-wrap gap-2">
          <Button
            disabledReason={actions.readOnly}
            onClick={() => actions.onTestCase(url, answer.own ?? answer.itemId)}
          >
            Keep as test case
          </Button>
          <Button disabledReason={actions.noAdd} onClick={() => actions.onExample(url)}>
            Make a resolver from it
          </Button>
        </span>
      </div>
    </div>
  )
}

function Fix({
  fix,
  readOnly,
  onTake,
}: {
  fix: Change
  readOnly: string | null
  onTake: (change: Change['change']) => void
}) {
  return (
    <Button disabledReason={readOnly} onClick={() => onTake(fix.change)}>
      {fix.label}
    </Button>
  )
}
