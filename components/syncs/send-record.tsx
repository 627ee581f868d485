'use client'

import { useEffect, useEffectEvent } from 'react'
import { Button } from '@/components/ui/button'
import { Chip, type Tone } from '@/components/ui/chip'
import { CopyButton } from '@/components/ui/copy-button'
import { ProblemNote } from '@/components/ui/problem-note'
import { problemOf } from '@/components/ui/problem-of'
import { numberText } from '@/lib/model/number-text'
import { hasArrived, type Records, type RecordTrace, type StepOutcome } from '@/lib/model/sync/command'
import { outcomeWords, stepWords } from '@/lib/model/sync/trace-words'
import { useCommand } from './use-command'

interface Props {
  connectionId: string
  title: string
  /** One of them. */
  records: Records
  /** Why this admin may not. */
  refused: string | null
  onOver?: () => void
}

/** Sends one record now, and shows each step on its way. */
export function SendRecord({ connectionId, title, records, refused, onOver }: Props) {
  const { send, isBusy, over, waitsForWorker, error } = useCommand(connectionId)
  const problem = problemOf(error) ?? over?.problem ?? null
  const trace = over?.result?.trace ?? null
  const told = useEffectEvent(() => onOver?.())
  const isOver = over !== null
  useEffect(() => {
    if (isOver) told()
  }, [isOver])
  return (
    <section className="grid gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <h3 className="font-medium">{title}</h3>
        <Button pending={isBusy} disabledReason={refused} onClick={() => send(records)}>
          Send now
        </Button>
        <span role="status" className="text-sm text-muted">
          {isBusy && (waitsForWorker ? 'Waiting for a worker' : 'On its way')}
          {trace && (hasArrived(trace) ? 'Graph has it.' : 'It was not sent.')}
        </span>
      </div>
      {!trace && (
        <p className="text-sm text-muted">
          With the mapping that is saved now, also while a sync goes on. Each step is shown with what came of
          it.
        </p>
      )}
      {problem && <ProblemNote problem={problem} title="It was not sent." />}
      {trace && <TraceList trace={trace} />}
    </section>
  )
}

const tones: Record<StepOutcome, Tone> = { ok: 'ok', warn: 'warn', failed: 'bad', skipped: 'info' }

function TraceList({ trace }: { trace: RecordTrace }) {
  return (
    <ol aria-label="Steps" className="grid divide-y divide-line rounded-md border border-line">
      {trace.steps.map(({ name, outcome, ms, text, graphRequestId }) => (
        <li key={name} className="flex flex-wrap items-baseline gap-x-3 gap-y-1 px-3 py-2">
          <span className="w-48 font-medium">{stepWords[name]}</span>
          <Chip tone={tones[outcome]}>{outcomeWords[outcome]}</Chip>
          <span className="ml-auto text-sm text-muted tabular-nums sm:order-last">
            {outcome === 'skipped' ? '' : `${numberText(ms)} ms`}
          </span>
          <span className="min-w-0 basis-full text-sm [overflow-wrap:anywhere] sm:flex-1 sm:basis-0">
            {text}
            {graphRequestId && (
              <span className="flex items-center gap-1 font-mono text-xs text-muted">
                {graphRequestId}
                <CopyButton label="Copy the request id" text={graphRequestId} />
              </span>
            )}
          </span>
        </li>
      ))}
    </ol>
  )
}
