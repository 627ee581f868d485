'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { Button } from '@/components/ui/button'
import { ProblemNote } from '@/components/ui/problem-note'
import { problemOf } from '@/components/ui/problem-of'
import { unwrap } from '@/lib/web/fetch'
import { startSync } from './actions'

/** Starts a run of the saved source, which sends what is owed. `about` names it for screen readers. */
export function SendAgain({
  connectionId,
  label,
  about,
  noRun,
}: {
  connectionId: string
  label: string
  about: string
  noRun: string | null
}) {
  const router = useRouter()
  const start = useMutation({
    mutationFn: () => unwrap(startSync({ connectionId })),
    onSuccess: ({ syncId }) => router.push(`/connections/${encodeURIComponent(connectionId)}/sync/${syncId}`),
  })
  const problem = problemOf(start.error)
  return (
    <>
      <Button
        pending={start.isPending}
        disabledReason={noRun}
        aria-label={`${label}: ${about}`}
        onClick={() => start.mutate()}
      >
        {label}
      </Button>
      {problem && <ProblemNote problem={problem} title="The sync did not start." />}
    </>
  )
}
