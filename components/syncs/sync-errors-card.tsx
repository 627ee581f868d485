'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ProblemNote } from '@/components/ui/problem-note'
import { problemOf } from '@/components/ui/problem-of'
import { SearchField } from '@/components/ui/search-field'
import { SkeletonTable } from '@/components/ui/skeleton'
import { useSettled } from '@/components/ui/use-settled'
import { countText } from '@/lib/model/number-text'
import type { SourceHolds } from '@/lib/model/sync/source'
import { unwrap } from '@/lib/web/fetch'
import { retryFailed } from './actions'
import { DownloadRows } from './download-rows'
import { ErrorCauses } from './error-causes'
import { FailedRows } from './failed-rows'
import { syncErrorsQuery } from './queries'

interface Props {
  syncId: string
  connectionId: string
  /** Whether the run goes on, so that there may be more. */
  live: boolean
  /** How many rows have an outcome by now. */
  done: number
  /** Why this admin may not retry. */
  refused: string | null
  /** What its rows are: those of groups are tried again by a new run. */
  holds: SourceHolds
}

/** The rows that failed: by cause with what to do, and one by one with Graph's words and request id. */
export function SyncErrorsCard({ syncId, connectionId, live, done, refused, holds }: Props) {
  const router = useRouter()
  const retry = useMutation({
    mutationFn: (code: string | null) => unwrap(retryFailed({ syncId, code: code ?? undefined })),
    onSuccess: ({ syncId: retried }) =>
      router.push(`/connections/${encodeURIComponent(connectionId)}/sync/${retried}`),
  })
  const [page, setPage] = useState(1)
  const [code, setCode] = useState<string | null>(null)
  const [typed, setTyped] = useState('')
  const words = useSettled(typed.trim())
  const { data, error } = useQuery(syncErrorsQuery(syncId, { page, code: code ?? undefined, words, live }))
  const problem = problemOf(error)
  const failure = problemOf(retry.error)
  if (problem) return <ProblemNote problem={problem} title="The errors cannot be read." />
  if (!data) return <SkeletonTable columns={['Cause', 'Rows', 'What to do']} rows={3} />
  const pages = Math.max(1, Math.ceil(data.total / data.pageSize))
  const all = data.groups.reduce((sum, group) => sum + group.count, 0)

  return (
    <Card
      title="Rows that failed"
      note={`${shareText(all, done)}. ${
        holds === 'groups'
          ? 'Correct the source, then start a new run of the groups: it tries again what failed'
          : 'Correct the source or the mapping. A retry sends what the source held then, with the mapping of now'
      }`}
      bare
      actions={
        !live &&
        holds === 'items' &&
        data.groups.length > 1 && (
          <Button
            pending={retry.isPending && retry.variables === null}
            disabledReason={refused}
            onClick={() => retry.mutate(null)}
          >
            {retryText(all)}
          </Button>
        )
      }
    >
      {failure && <ProblemNote problem={failure} title="The retry did not start." />}
      <ErrorCauses
        connectionId={connectionId}
        groups={data.groups}
        chosen={code}
        live={live}
        refused={refused}
        retrying={retry.isPending ? (retry.variables ?? null) : null}
        holds={holds}
        onChoose={(next) => {
          setCode(next)
          setPage(1)
        }}
        onRetry={(next) => retry.mutate(next)}
      />
      <FailedRows
        key={`${code} ${words} ${page}`}
        connectionId={connectionId}
        syncId={syncId}
        rows={data.errors}
        refused={refused}
        holds={holds}
        search={
          data.masked ? null : (
            <SearchField
              label="Text of id or message"
              value={typed}
              onChange={(text) => {
                setTyped(text)
                setPage(1)
              }}
            />
          )
        }
      />
      {pages > 1 && (
        <nav aria-label="Pages" className="flex items-center gap-3 border-t border-line px-4 py-2.5">
          <Button
            disabledReason={page <= 1 ? 'This is the first page.' : null}
            onClick={() => setPage(page - 1)}
          >
            Previous
          </Button>
          <span className="text-sm text-muted">
            Page {page} of {pages}
          </span>
          <Button
            disabledReason={page >= pages ? 'This is the last page.' : null}
            onClick={() => setPage(page + 1)}
          >
            Next
          </Button>
        </nav>
      )}
      <DownloadRows connectionId={connectionId} syncId={syncId} holds={holds} />
    </Card>
  )
}

/** "0.5 % of the rows that are done" */
function shareText(failed: number, done: number) {
  const share = done === 0 ? 0 : (100 * failed) / done
  return `${share > 0 && share < 0.1 ? 'Under 0.1' : Number(share.toFixed(1))} % of the rows that are done`
}

const retryText = (rows: number) => `Retry ${countText(rows, 'row')}`
