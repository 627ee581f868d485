'use client'

import { type ReactNode, useState } from 'react'
import { Button } from '@/components/ui/button'
import { ProblemNote } from '@/components/ui/problem-note'
import { problemOf } from '@/components/ui/problem-of'
import { Table } from '@/components/ui/table'
import { numbers, TableHead } from '@/components/ui/table-head'
import { countText } from '@/lib/model/number-text'
import { causeText } from '@/lib/model/sync/causes'
import type { SourceHolds } from '@/lib/model/sync/source'
import type { SyncErrorView } from '@/lib/model/sync/sync'
import { OpenRow } from './open-row'
import { SentNote } from './sent-note'
import { useCommand } from './use-command'

interface Props {
  connectionId: string
  syncId: string
  /** A page of them. */
  rows: readonly SyncErrorView[]
  /** Why this admin may not send them. */
  refused: string | null
  /** Finds rows by a text; null for who may not. */
  search: ReactNode
  /** What they are: those of groups are tried again by a new run, and by nothing else. */
  holds: SourceHolds
}

/** Rows that failed, one by one; those of items that are chosen are sent again at once, also while a sync goes on. */
export function FailedRows({ connectionId, syncId, rows, refused, search, holds }: Props) {
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set())
  const { send, isBusy, over, waitsForWorker, error } = useCommand(connectionId)
  const problem = problemOf(error) ?? over?.problem ?? null
  const canSend = holds === 'items'
  const isWhole = rows.length > 0 && rows.every(({ row }) => chosen.has(row))
  const toggle = (row: number) => {
    const next = new Set(chosen)
    if (!next.delete(row)) next.add(row)
    setChosen(next)
  }
  return (
    <div className="border-t-4 border-line">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line px-4 py-2.5">
        {canSend && (
          <>
            <label className="flex items-center gap-2">
              <input
                type="checkbox"
                checked={isWhole}
                disabled={refused !== null}
                onChange={() => setChosen(new Set(isWhole ? [] : rows.map(({ row }) => row)))}
              />
              All on this page
            </label>
            <Button
              pending={isBusy}
              disabledReason={refused ?? (chosen.size === 0 ? 'Choose rows first.' : null)}
              onClick={() => send({ syncId, rows: [...chosen] })}
            >
              {chosen.size === 0 ? 'Send chosen rows' : `Send ${countText(chosen.size, 'row')}`}
            </Button>
          </>
        )}
        {isBusy && waitsForWorker && <span className="text-sm text-muted">Waiting for a worker</span>}
        <span className="ml-auto max-sm:w-full">{search}</span>
      </div>
      {problem && <ProblemNote problem={problem} title="The rows were not sent." />}
      {over?.result && (
        <div className="px-4 py-2.5">
          <SentNote sent={over.result.sent} failures={over.result.failures} />
        </div>
      )}
      <Table label="Rows that failed" chooses>
        <TableHead
          columns={[
            ...(canSend ? [{ name: 'Chosen', spoken: true as const }] : []),
            ...numbers('Row'),
            canSend ? 'Item' : 'Group',
            'What happened',
            'Graph request',
            { name: 'Details', spoken: true },
          ]}
        />
        <tbody>
          {rows.map((row) => (
            <tr key={row.row} className="*:align-top!">
              {canSend && (
                <td className="w-8">
                  <input
                    type="checkbox"
                    aria-label={`Choose row ${row.row}`}
                    checked={chosen.has(row.row)}
                    disabled={refused !== null}
                    onChange={() => toggle(row.row)}
                  />
                </td>
              )}
              <td className="num">{row.row}</td>
              <td className="font-mono text-sm">{row.itemId ?? ''}</td>
              <td className="min-w-72 whitespace-normal">
                <span className="block text-sm text-muted">{causeText(row.code, holds)}</span>
                {row.message}
              </td>
              <td className="font-mono text-sm text-muted">{row.graphRequestId ?? 'not sent'}</td>
              <td className="text-right">
                <OpenRow
                  connectionId={connectionId}
                  syncId={syncId}
                  row={row.row}
                  refused={refused}
                  holds={holds}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
      {rows.length === 0 && <p className="px-4 py-2.5 text-muted">No row matches.</p>}
    </div>
  )
}
