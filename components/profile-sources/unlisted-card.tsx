'use client'

import { useMutation } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { IconButton } from '@/components/ui/icon-button'
import { ProblemNote } from '@/components/ui/problem-note'
import { problemOf } from '@/components/ui/problem-of'
import type { ProfileSource } from '@/lib/model/people/profile-source'
import { unwrap } from '@/lib/web/fetch'
import { prioritizeSource } from './actions'

/** Sources that are registered but have no place in the list. */
export function UnlistedCard({
  sources,
  readOnly,
  onRemove,
}: {
  sources: ProfileSource[]
  readOnly: string | null
  onRemove: (source: ProfileSource) => void
}) {
  const router = useRouter()
  const add = useMutation({
    mutationFn: (sourceId: string) => unwrap(prioritizeSource({ sourceId, place: 'first' })),
    onSuccess: () => router.refresh(),
  })
  const problem = problemOf(add.error)

  return (
    <Card title="Registered, but not in the list" note="Their data has no rank until they are added" bare>
      {problem && (
        <div className="p-4">
          <ProblemNote problem={problem} />
        </div>
      )}
      <ul>
        {sources.map((source) => (
          <li
            key={source.sourceId}
            className="flex min-h-14 flex-wrap items-center gap-3 border-b border-line px-4 py-2 last:border-b-0"
          >
            <span className="grid min-w-0 flex-1 gap-0.5">
              <span className="font-medium">{source.displayName}</span>
              <span className="font-mono text-sm text-muted">{source.sourceId}</span>
            </span>
            <Button
              pending={add.isPending && add.variables === source.sourceId}
              disabledReason={readOnly}
              onClick={() => add.mutate(source.sourceId)}
            >
              Put first
            </Button>
            <IconButton
              label={`Remove ${source.displayName}`}
              disabledReason={readOnly}
              onClick={() => onRemove(source)}
            >
              <Trash2 aria-hidden />
            </IconButton>
          </li>
        ))}
      </ul>
    </Card>
  )
}
