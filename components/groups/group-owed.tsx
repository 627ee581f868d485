'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { Button } from '@/components/ui/button'
import { Note } from '@/components/ui/note'
import { problemOf } from '@/components/ui/problem-of'
import { RelativeTime } from '@/components/ui/relative-time'
import type { GroupRow } from '@/lib/model/groups/group'
import { countText } from '@/lib/model/number-text'
import { unwrap } from '@/lib/web/fetch'
import { retryGroup } from './actions'

/** What Graph has not taken yet of a group, and why. */
export function GroupOwed({
  connectionId,
  group: { groupId, problem, nextAt, failed },
  waitsForWorker,
  noEdit,
}: {
  connectionId: string
  group: GroupRow
  waitsForWorker: boolean
  noEdit: string | null
}) {
  const router = useRouter()
  const retry = useMutation({
    mutationFn: () => unwrap(retryGroup({ connectionId, groupId })),
    onSuccess: () => router.refresh(),
  })
  if (waitsForWorker)
    return (
      <Note tone="warn" title="No worker is running.">
        What is asked for here is written down and reaches Graph once one runs.
      </Note>
    )
  if (!problem && failed === 0) return null
  const again = (
    <Button pending={retry.isPending} disabledReason={noEdit} onClick={() => retry.mutate()}>
      Try again
    </Button>
  )
  return (
    <Note
      tone={nextAt ? 'info' : 'bad'}
      title={
        problem ? 'Graph has not taken the group.' : `Graph has not taken ${countText(failed, 'change')}.`
      }
      actions={again}
    >
      {problem ? problem.message : 'The reason stands beside each member.'}
      {problem && nextAt && (
        <>
          {' '}
          It is tried again <RelativeTime at={nextAt} />.
        </>
      )}
      {retry.error && ` ${problemOf(retry.error)?.message}`}
    </Note>
  )
}
