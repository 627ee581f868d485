'use client'

import { useEffect, useEffectEvent } from 'react'
import { Button } from '@/components/ui/button'
import { ProblemNote } from '@/components/ui/problem-note'
import { problemOf } from '@/components/ui/problem-of'
import { hasArrived, type Records } from '@/lib/model/sync/command'
import { TraceList } from './trace-list'
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
