'use client'

import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Dialog } from '@/components/ui/dialog'
import { Facts } from '@/components/ui/facts'
import { Note } from '@/components/ui/note'
import { ProblemNote } from '@/components/ui/problem-note'
import { problemOf } from '@/components/ui/problem-of'
import { RelativeTime } from '@/components/ui/relative-time'
import { Skeleton } from '@/components/ui/skeleton'
import { numberText } from '@/lib/model/number-text'
import { adviceFor } from '@/lib/model/sync/advice'
import { causeText } from '@/lib/model/sync/causes'
import type { RunRowView } from '@/lib/model/sync/run-row'
import type { SourceHolds } from '@/lib/model/sync/source'
import { runRowQuery } from './queries'
import { SendRecord } from './send-record'

/** One row of a run: what happened, the source row, the request. */
export function RowDialog({
  connectionId,
  syncId,
  row,
  refused,
  holds = 'items',
  onClose,
}: {
  connectionId: string
  syncId: string
  row: number
  /** Why this admin may not send it. */
  refused: string | null
  /** What its row is; one of a group is not sent alone. */
  holds?: SourceHolds
  onClose: () => void
}) {
  const { data, error } = useQuery(runRowQuery(syncId, row))
  const problem = problemOf(error)
  return (
    <Dialog
      open
      wide
      title={`Row ${numberText(row)}`}
      onClose={onClose}
      footer={<Button onClick={onClose}>Close</Button>}
    >
      {problem && <ProblemNote problem={problem} title="The row cannot be shown." />}
      {!data && !problem && <Skeleton className="h-60 w-full" />}
      {data && <Row view={data} holds={holds} />}
      {data && !data.gone && holds === 'items' && (
        <SendRecord
          connectionId={connectionId}
          title="Send this row alone"
          records={{ syncId, rows: [row] }}
          refused={refused}
        />
      )}
    </Dialog>
  )
}

function Row({ view, holds }: { view: RunRowView; holds: SourceHolds }) {
  const { failure, gone, readable, values, request, problems, sourceName } = view
  return (
    <>
      {failure && (
        <Part title="What happened">
          <Facts
            facts={[
              { name: 'Cause', value: causeText(failure.code, holds) },
              { name: 'Answer', value: failure.message },
              { name: 'What to do', value: adviceFor(failure.code, holds).text },
              {
                name: 'Graph request',
                value: failure.graphRequestId ? (
                  <span className="flex items-center gap-1">
                    <code className="font-mono text-sm">{failure.graphRequestId}</code>
                    <CopyButton label="Copy the request id" text={failure.graphRequestId} />
                  </span>
                ) : (
                  'not sent'
                ),
              },
              { name: 'When', value: <RelativeTime at={failure.at} /> },
            ]}
          />
        </Part>
      )}
      {gone && <Note>{gone}</Note>}
      {!gone && !readable && (
        <Note title="The contents are hidden.">
          They are shown to those who may read the contents of items, which takes the role Admin.
        </Note>
      )}
      {values && (
        <Part title={`Row of ${sourceName}`}>
          <Facts
            facts={Object.entries(values).map(([name, value]) => ({
              name,
              value: <span className="font-mono text-sm">{shown(value)}</span>,
            }))}
          />
        </Part>
      )}
      {request ? (
        <Part title="Request" copy={request.body ? JSON.stringify(request.body, null, 2) : undefined}>
          <p className="font-mono text-sm [overflow-wrap:anywhere]">
            {request.method} {request.path}
          </p>
          <p className="text-sm text-muted">
            {numberText(request.bytes)} bytes, as the mapping of this run makes it
          </p>
          {request.body && (
            <pre className="rounded-md border border-line bg-sunken p-3 font-mono text-xs whitespace-pre-wrap [overflow-wrap:anywhere]">
              {JSON.stringify(request.body, null, 2)}
            </pre>
          )}
        </Part>
      ) : (
        problems.length > 0 && (
          <Part title="No request can be made of it">
            <ul className="grid gap-1">
              {problems.map((text) => (
                <li key={text}>{text}</li>
              ))}
            </ul>
          </Part>
        )
      )}
    </>
  )
}

function Part({ title, copy, children }: { title: string; copy?: string; children: ReactNode }) {
  return (
    <section className="grid gap-1.5">
      <div className="flex items-center gap-1">
        <h3 className="font-medium">{title}</h3>
        {copy && <CopyButton label="Copy the body" text={copy} />}
      </div>
      {children}
    </section>
  )
}

const shown = (value: unknown) => {
  if (value === '' || value === null || value === undefined) return 'empty'
  return typeof value === 'string' ? value : JSON.stringify(value)
}
