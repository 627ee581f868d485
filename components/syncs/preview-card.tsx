'use client'

import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useDeferredValue, useMemo, useState } from 'react'
import { Card } from '@/components/ui/card'
import { Chip } from '@/components/ui/chip'
import { CopyButton } from '@/components/ui/copy-button'
import { Note } from '@/components/ui/note'
import { ProblemNote } from '@/components/ui/problem-note'
import { problemOf } from '@/components/ui/problem-of'
import { ScrollArea } from '@/components/ui/scroll-area'
import { writeJson } from '@/lib/model/exact-json'
import { bodyBytes, bodyLimits } from '@/lib/model/items/item'
import { needsServer } from '@/lib/model/mapping/needs-server'
import type { PreviewRow } from '@/lib/model/mapping/preview'
import { countText } from '@/lib/model/number-text'
import { type FileRow, type PreviewContext, previewRows, withAccounts } from './preview'
import { missingAccountsQuery, type Pick, previewQuery } from './queries'
import { RowPicker } from './row-picker'
import { useTriedMapping } from './use-tried-mapping'

interface Props extends PreviewContext {
  connectionId: string
  fileRows: FileRow[]
}

/** The first rows as items, exactly as they will be sent, with every problem. */
export function PreviewCard({ connectionId, fileRows, mapping, schema, contentCategory, tenantId }: Props) {
  const [chosen, setChosen] = useState(0)
  const [wanted, setWanted] = useState<Pick | null>(null)
  const shown = useDeferredValue(mapping)
  const byServer = needsServer(shown)
  const tried = useTriedMapping()
  const served = useQuery(previewQuery(byServer ? tried : null, 'first'))
  const asked = useQuery(previewQuery(wanted ? tried : null, wanted ?? 'first'))
  const here = useMemo(
    () => (byServer ? [] : previewRows(fileRows, { mapping: shown, schema, contentCategory, tenantId })),
    [byServer, fileRows, shown, schema, contentCategory, tenantId],
  )
  const first = byServer ? (served.data?.rows ?? []) : here
  const other = wanted ? (asked.data?.rows[0] ?? null) : null
  const preview = useMemo(
    () => (other ? [other, ...first.filter(({ row }) => row !== other.row)] : first),
    [other, first],
  )
  const accounts = [...new Set(preview.flatMap(({ upn }) => upn ?? []))]
  // The accounts of the rows are looked up in the tenant.
  const missing = useQuery(missingAccountsQuery(connectionId, accounts))
  const missingSet = useMemo(() => new Set(missing.data?.missing), [missing.data])
  const rows = withAccounts(preview, missingSet)
  const checkProblem = problemOf(missing.error)
  const tryProblem = problemOf(byServer ? served.error : null)
  const row = rows[Math.min(chosen, rows.length - 1)]
  const bad = rows.filter(({ problems }) => problems.some(({ severity }) => severity === 'error')).length

  return (
    <Card
      title="3. Preview"
      note={
        rows.length === 1
          ? 'The first row, as it will be sent'
          : `The first ${rows.length} rows, as they will be sent`
      }
      bare
      actions={rows.length > 0 && <Verdict bad={bad} checking={missing.isFetching || served.isFetching} />}
    >
      {checkProblem && (
        <div className="border-b border-line p-4">
          <ProblemNote problem={checkProblem} title="The accounts could not be looked up in the tenant." />
        </div>
      )}
      {tryProblem && (
        <div className="border-b border-line p-4">
          <ProblemNote problem={tryProblem} title="The rows cannot be shown." />
        </div>
      )}
      <RowPicker
        pending={wanted !== null && asked.isFetching}
        problem={problemOf(wanted ? asked.error : null)?.message}
        onPick={(pick) => {
          setWanted(pick)
          setChosen(0)
        }}
      />
      <div className="grid lg:grid-cols-[260px_minmax(0,1fr)]">
        <ul
          aria-label="Rows"
          onKeyDown={moveInRows}
          className="max-h-96 overflow-auto border-b border-line lg:border-r lg:border-b-0"
        >
          {rows.map((candidate, index) => (
            <li key={candidate.row}>
              <button
                type="button"
                aria-current={candidate === row}
                // One stop of the tab key; the arrow keys go from row to row.
                tabIndex={candidate === row ? 0 : -1}
                onFocus={() => setChosen(index)}
                onClick={() => setChosen(index)}
                className="flex w-full cursor-pointer items-center gap-2 px-4 py-1.5 text-left -outline-offset-2 hover:bg-sunken aria-current:bg-accent-soft"
              >
                <span className="w-6 flex-none text-right text-sm text-muted tabular-nums">
                  {candidate.row}
                </span>
                <span className="min-w-0 flex-1 truncate font-mono text-sm">
                  {candidate.itemId ?? 'no id'}
                </span>
                <RowMark row={candidate} />
              </button>
            </li>
          ))}
        </ul>
        {row && <Body row={row} connectionId={connectionId} />}
      </div>
    </Card>
  )
}

function moveInRows(event: KeyboardEvent<HTMLUListElement>) {
  const rows = [...event.currentTarget.querySelectorAll('button')]
  const at = rows.indexOf(event.target as HTMLButtonElement)
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key]
  const row = to === undefined ? undefined : rows[to]
  if (!row) return
  event.preventDefault()
  row.focus()
}

function Verdict({ bad, checking }: { bad: number; checking: boolean }) {
  if (bad > 0) return <Chip tone="bad">{bad} will not be sent</Chip>
  if (checking) return <Chip tone="busy">Looking up accounts</Chip>
  return <Chip tone="ok">All can be sent</Chip>
}

function RowMark({ row: { problems } }: { row: PreviewRow }) {
  const errors = problems.filter(({ severity }) => severity === 'error').length
  if (errors > 0) return <Chip tone="bad">{countText(errors, 'error')}</Chip>
  if (problems.length > 0) return <Chip tone="warn">Warning</Chip>
  return null
}

function Body({ row, connectionId }: { row: PreviewRow; connectionId: string }) {
  const { body } = row
  const json = body ? writeJson(body, 2) : null
  return (
    <div className="grid min-w-0 content-start gap-3 p-4">
      {row.problems.map(({ severity, field, message }) => (
        <Note key={`${field} ${message}`} tone={severity === 'error' ? 'bad' : 'warn'}>
          {message}
        </Note>
      ))}
      {body && json && (
        <>
          <div className="flex items-center gap-2">
            <code className="min-w-0 flex-1 font-mono text-sm text-muted [overflow-wrap:anywhere]">
              PUT /external/connections/{connectionId}/items/{row.itemId ?? '…'}
            </code>
            <CopyButton label="Copy the body" text={json} />
          </div>
          <ScrollArea label="Body of the request" className="max-h-80 overflow-auto rounded-md bg-sunken p-3">
            <pre className="font-mono text-sm">{json}</pre>
          </ScrollArea>
          <p className="text-sm text-muted">
            {row.item ? '' : 'As far as it can be made: it is not sent. '}
            {bodyBytes(body).toLocaleString('en')} of {bodyLimits.refuse.toLocaleString('en')} bytes.
          </p>
        </>
      )}
    </div>
  )
}
