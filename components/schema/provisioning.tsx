'use client'

import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { operationQuery } from '@/components/connections/queries'
import { Card } from '@/components/ui/card'
import { LinkButton } from '@/components/ui/link-button'
import { Note } from '@/components/ui/note'
import { ProblemNote } from '@/components/ui/problem-note'
import { problemOf } from '@/components/ui/problem-of'
import { RelativeTime } from '@/components/ui/relative-time'
import { clockText, durationBetween } from '@/lib/model/duration'
import type { WatchedOperation } from '@/lib/model/operation'
import { type Pace, paceOf } from '@/lib/model/schema/provisioning'
import { ProvisioningBar } from './provisioning-bar'

export interface NextLink {
  href: string
  label: string
  text: string
}

/** Follows a schema operation to its end. The worker continues without this page. */
export function Provisioning({
  initial,
  next,
  advice,
  showDone,
}: {
  initial: WatchedOperation
  /** What to do once the schema is registered. */
  next: NextLink
  /** What to do when it was not; null for who may not. */
  advice: string | null
  /** Whether to show success also when the operation ended before this page was opened. */
  showDone: boolean
}) {
  const router = useRouter()
  const { data: operation = initial, error } = useQuery(operationQuery(initial.id, initial))
  const { status } = operation
  const [followed] = useState(initial.status === 'inprogress')
  useEffect(() => {
    if (followed && status !== 'inprogress') router.refresh()
  }, [followed, status, router])
  const elapsed = useElapsed(operation)
  const pace = paceOf(elapsed ?? 0)
  const lost = problemOf(error)

  return (
    <>
      <p role="status" className="sr-only">
        {status === 'inprogress' ? paceWords[pace].text : endWords[status]}
      </p>
      {status === 'inprogress' && (
        <Card
          title="Graph is registering the schema"
          note={
            <>
              started <RelativeTime at={operation.startedAt} /> by {operation.startedBy}
            </>
          }
        >
          <div className="grid gap-3">
            <p className="flex items-baseline gap-3">
              <span className="text-xl/7 font-semibold tabular-nums">
                {elapsed === null ? '–:––' : clockText(elapsed)}
              </span>
              <span className={paceWords[pace].look}>{paceWords[pace].text}</span>
            </p>
            <ProvisioningBar
              elapsedMs={elapsed ?? 0}
              label={`${Math.floor((elapsed ?? 0) / 60_000)} minutes elapsed; usual are 5 to 15`}
            />
            <p className="text-sm text-muted">
              You can close this page: the console follows the operation and keeps its result.
            </p>
            {operation.problem && (
              <Note tone="warn" title="Graph could not be asked; the console keeps trying.">
                {operation.problem.message}
              </Note>
            )}
            {lost && <ProblemNote title="The progress cannot be read." problem={lost} />}
          </div>
        </Card>
      )}
      {status === 'failed' && (
        <ProblemNote
          problem={{
            ...operation.problem,
            message: `${operation.problem?.message ?? 'The schema was not registered.'}${advice ? ` ${advice}` : ''}`,
          }}
        />
      )}
      {status === 'completed' && (followed || showDone) && (
        <Note
          tone="ok"
          title="The schema is registered."
          actions={<LinkButton href={next.href}>{next.label}</LinkButton>}
        >
          {operation.finishedAt && `It took ${durationBetween(operation.startedAt, operation.finishedAt)}. `}
          {next.text}
        </Note>
      )}
    </>
  )
}

const paceWords: Record<Pace, { text: string; look: string }> = {
  usual: { text: 'Usually it takes 5 to 15 minutes.', look: 'text-muted' },
  slow: { text: 'Slow: it takes longer than usual, which happens now and then.', look: 'text-warn' },
  stuck: {
    text: 'It may be stuck. Graph still says that it is at work, and the console keeps asking for a day. If nothing changes, open a case with Microsoft.',
    look: 'text-warn',
  },
}

const endWords = {
  completed: 'The schema is registered.',
  failed: 'The schema was not registered.',
} as const

/** Milliseconds since the start, ticking; null until the browser's clock is known. */
function useElapsed({ startedAt, status }: WatchedOperation) {
  const [now, setNow] = useState<number | null>(null)
  const moving = status === 'inprogress'
  useEffect(() => {
    if (!moving) return
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [moving])
  return now === null ? null : Math.max(0, now - Date.parse(startedAt))
}
