'use client'

import { type ReactNode, useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Tag } from '@/components/ui/chip'
import { Spinner } from '@/components/ui/spinner'
import type { Change } from '@/lib/model/resolvers/change'
import { deadlineMs } from '@/lib/model/resolvers/check/deadline'
import type { Answer } from '@/lib/model/resolvers/check/protocol'
import { openPoints } from '@/lib/model/resolvers/open-points'
import type { TraceStep } from '@/lib/model/resolvers/trace'

export interface TraceActions {
  readOnly: string | null
  /** Takes a proposed change over into the resolver at this place, from 0. */
  onChange: (place: number, change: Change['change']) => void
  onTestCase: (url: string, expected: string | null) => void
  onExample: (url: string) => void
}

/** The way of one link through all resolvers: where it fits, where it does not, and what would change that. */
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
    <div className="grid gap-2 border-b border-line bg-sunken px-4 py-3">
      {steps === null ? (
        <span className="flex items-center gap-2 text-sm text-muted">
          <Spinner /> Tracing
        </span>
      ) : (
        <ol aria-label={`Trace of ${url}`} className="grid gap-1.5">
          {steps.map((step, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a step is named by its place
            <li key={place} className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
              <span className="w-5 flex-none text-center text-xs tabular-nums">{place + 1}</span>
              <Step step={step} url={url} />
              {'fix' in step && step.fix && (
                <Fix
                  fix={step.fix}
                  readOnly={actions.readOnly}
                  onTake={(change) => actions.onChange(place, change)}
                />
              )}
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
        <Button disabledReason={actions.readOnly} onClick={() => actions.onExample(url)}>
          Make a resolver from it
        </Button>
      </span>
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

function Step({ step, url }: { step: TraceStep; url: string }) {
  if (step.step === 'unfinished') return <Said tag="cannot match">{step.why}</Said>
  if (step.step === 'stopped')
    return (
      <Said tag="stopped">
        Stopped after {deadlineMs} ms: the pattern does not come to an end on this link.
      </Said>
    )
  if (step.step === 'not-tried') return <Said tag="not tried">Resolver {step.winner + 1} has won.</Said>
  if (step.step === 'matches')
    return (
      <Said tag="matches">
        <code>{step.match.itemId}</code>
        {Object.entries(step.match.groups).map(([name, value]) => (
          <code key={name} className="ml-2">
            {name}: {value === undefined ? 'nothing' : value}
          </code>
        ))}
      </Said>
    )
  if (step.step === 'base-differs')
    return (
      <Said tag="base differs" link={<Cut url={url} at={step.at} />}>
        at character {step.at + 1}, wants <code>{step.wants.slice(0, 40)}</code>
        {step.caseOnly && ', bases are compared by case'}
      </Said>
    )
  const { left } = step
  if (!left) return <Said tag="base fits">the pattern matches nowhere in the link</Said>
  if (left.nowhere)
    return (
      <Said tag="base fits">
        nothing in the link fits <code>{left.wants}</code>
      </Said>
    )
  return (
    <Said tag="base fits" link={<Cut url={url} at={left.at} />} below>
      at character {left.at + 1} the pattern wants <code>{left.wants}</code>,{' '}
      {left.at >= url.length ? (
        'the link ends'
      ) : (
        <>
          the link has{' '}
          <code>{url.slice(left.at, left.at + Math.max(left.wants.length, 1)).slice(0, 24)}</code>
        </>
      )}
    </Said>
  )
}

const Said = ({
  tag,
  link,
  below,
  children,
}: {
  tag: string
  link?: ReactNode
  /** On a line of its own under the link. */
  below?: boolean
  children: ReactNode
}) => (
  <>
    <Tag>{tag}</Tag>
    {link}
    {below && <span className="basis-full" />}
    <span className={`min-w-0 text-muted [overflow-wrap:anywhere] ${below ? 'max-w-[80%] pl-7' : ''}`}>
      {children}
    </span>
  </>
)

/** The link up to the character that does not fit any more, which stands out. */
function Cut({ url, at }: { url: string; at: number }) {
  return (
    <code className="[overflow-wrap:anywhere]">
      <ins className="bg-ok-soft text-ok no-underline">{url.slice(0, at)}</ins>
      <mark className="bg-bad-soft font-semibold text-bad">{url.slice(at, at + 1) || '⏎'}</mark>
      <span className="text-muted">{url.slice(at + 1, at + 40)}</span>
    </code>
  )
}
