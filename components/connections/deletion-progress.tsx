'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Check, Circle, CircleAlert, LoaderCircle } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { LinkButton } from '@/components/ui/link-button'
import { Note } from '@/components/ui/note'
import { ProblemNote } from '@/components/ui/problem-note'
import { problemOf } from '@/components/ui/problem-of'
import { RelativeTime } from '@/components/ui/relative-time'
import type { DeletionStep, WatchedOperation } from '@/lib/model/operation'
import { unwrap } from '@/lib/web/fetch'
import { retryDeletion } from './actions'
import { operationQuery } from './queries'

const stepWords: Record<DeletionStep['name'], string> = {
  priority: 'Take it out of the prioritized list of profile sources',
  profileSource: 'Remove it from the profile sources',
  connection: 'Ask Graph to delete the connection',
  gone: 'Wait until Graph has deleted the connection and its items',
}

/** Follows a deletion to its end, then opens the list. The worker continues without this page. */
export function DeletionProgress({
  initial,
  resumeReason,
}: {
  initial: WatchedOperation
  resumeReason: string | null
}) {
  const router = useRouter()
  const client = useQueryClient()
  const query = operationQuery(initial.id, initial)
  const { data: operation = initial, error } = useQuery(query)
  const { status } = operation
  const resume = useMutation({
    mutationFn: () => unwrap(retryDeletion({ operationId: operation.id })),
    onSuccess: () => client.invalidateQueries({ queryKey: query.queryKey }),
  })
  const gone = status === 'completed'
  useEffect(() => {
    if (gone) router.replace(`/connections?deleted=${operation.id}`)
  }, [gone, operation.id, router])
  // The header tells the state too, and it was rendered with the page.
  const stale = status !== initial.status && !gone
  useEffect(() => {
    if (stale) router.refresh()
  }, [stale, router])
  const lost = problemOf(error)
  const refused = problemOf(resume.error)

  return (
    <Card title={titles[status]} note={<RelativeTime at={operation.startedAt} />}>
      <div className="grid gap-4">
        <ol className="grid gap-2.5">
          {operation.steps?.map((step) => (
            <Step key={step.name} step={step} stopped={status === 'failed'} />
          ))}
        </ol>
        <p role="status" className="text-sm text-muted">
          {gone
            ? 'The connection is gone.'
            : status === 'inprogress'
              ? 'The deletion continues when you leave the page. Graph does not say how long it takes.'
              : ''}
        </p>
        {operation.problem && status === 'failed' && (
          <ProblemNote
            problem={operation.problem}
            actions={
              <Button
                pending={resume.isPending}
                disabledReason={resumeReason}
                onClick={() => resume.mutate()}
              >
                Go on
              </Button>
            }
          />
        )}
        {operation.problem && status === 'inprogress' && (
          <Note tone="warn" title="Graph has trouble; the console keeps trying.">
            {operation.problem.message}
          </Note>
        )}
        {refused && <ProblemNote problem={refused} />}
        {lost && <ProblemNote title="The progress cannot be read." problem={lost} />}
        {gone && (
          <div>
            <LinkButton href="/connections">Back to the connections</LinkButton>
          </div>
        )}
      </div>
    </Card>
  )
}

const titles = {
  inprogress: 'Deleting the connection',
  completed: 'Connection deleted',
  failed: 'The deletion stopped',
} as const

function Step({ step, stopped }: { step: DeletionStep; stopped: boolean }) {
  const face = step.state === 'doing' && stopped ? 'stopped' : step.state
  const { Icon, look, word } = faces[face]
  return (
    <li className="flex items-start gap-2.5">
      <Icon className={`mt-0.5 size-4 flex-none ${look}`} aria-hidden />
      <span className={face === 'waiting' ? 'text-muted' : ''}>
        {stepWords[step.name]}
        <span className="sr-only">: {word}</span>
      </span>
    </li>
  )
}

const faces = {
  done: { Icon: Check, look: 'text-ok', word: 'done' },
  doing: { Icon: LoaderCircle, look: 'animate-spin text-accent-text', word: 'under way' },
  stopped: { Icon: CircleAlert, look: 'text-bad', word: 'stopped' },
  waiting: { Icon: Circle, look: 'text-faint', word: 'waiting' },
} as const
