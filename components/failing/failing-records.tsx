'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { SentNote } from '@/components/syncs/sent-note'
import { useCommand } from '@/components/syncs/use-command'
import { Button } from '@/components/ui/button'
import { ProblemNote } from '@/components/ui/problem-note'
import { problemOf } from '@/components/ui/problem-of'
import { Table } from '@/components/ui/table'
import { TableHead } from '@/components/ui/table-head'
import type { FailingRecord } from '@/lib/model/debts/failing'
import { countText } from '@/lib/model/number-text'
import { unwrap } from '@/lib/web/fetch'
import { openRecordsAgain } from './actions'
import { failingColumns } from './failing-columns'
import { FailingRow } from './failing-row'
import { SetAsideDialog } from './lazy'

interface Props {
  connectionId: string
  /** A page of them. */
  records: readonly FailingRecord[]
  /** Why this admin may not decide about them. */
  refused: string | null
}

/** Failing records; those that are chosen are sent now, set aside, or opened again. */
export function FailingRecords({ connectionId, records, refused }: Props) {
  const router = useRouter()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [asking, setAsking] = useState(false)
  const { send, isBusy, over, waitsForWorker, error } = useCommand(connectionId)
  // What has arrived leaves the list.
  useEffect(() => {
    if (over) router.refresh()
  }, [over, router])
  const done = () => {
    setAsking(false)
    setChosen(new Set())
    router.refresh()
  }
  const open = useMutation({
    mutationFn: (itemIds: string[]) => unwrap(openRecordsAgain({ connectionId, itemIds })),
    onSuccess: done,
  })
  const picked = records.filter(({ itemId }) => chosen.has(itemId))
  const itemIds = picked.map(({ itemId }) => itemId)
  const closed = picked.filter(({ state }) => state !== 'tried')
  const none = refused ?? (picked.length === 0 ? 'Choose records first.' : null)
  const isWhole = picked.length === records.length
  const problem = problemOf(error) ?? over?.problem ?? problemOf(open.error)
  const toggle = (itemId: string) => {
    const next = new Set(chosen)
    if (!next.delete(itemId)) next.add(itemId)
    setChosen(next)
  }

  return (
    <>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line px-4 py-2.5">
        <label className="flex items-center gap-2">
          <input
            type="checkbox"
            disabled={refused !== null}
            checked={isWhole}
            onChange={() => setChosen(new Set(isWhole ? [] : records.map(({ itemId }) => itemId)))}
          />
          All on this page
        </label>
        <Button pending={isBusy} disabledReason={none} onClick={() => send({ itemIds })}>
          {picked.length === 0 ? 'Send now' : `Send ${countText(picked.length, 'record')} now`}
        </Button>
        <Button
          disabledReason={none ?? (picked.some(({ aside }) => !aside) ? null : 'They are set aside already.')}
          onClick={() => setAsking(true)}
        >
          Set aside
        </Button>
        <Button
          pending={open.isPending}
          disabledReason={none ?? (closed.length > 0 ? null : 'Each run tries them already.')}
          onClick={() => open.mutate(closed.map(({ itemId }) => itemId))}
        >
          Open again
        </Button>
        {isBusy && waitsForWorker && <span className="text-sm text-muted">Waiting for a worker</span>}
      </div>
      {problem && <ProblemNote problem={problem} title="That was not done." />}
      {over?.result && (
        <div className="px-4 py-2.5">
          <SentNote sent={over.result.sent} failures={over.result.failures} />
        </div>
      )}
      <Table label="Failing records" chooses>
        <TableHead columns={[{ name: 'Chosen', spoken: true }, ...failingColumns]} />
        <tbody>
          {records.map((record) => (
            <FailingRow
              key={`${record.itemId} ${record.syncId} ${record.row}`}
              connectionId={connectionId}
              record={record}
              chosen={chosen.has(record.itemId)}
              disabled={refused !== null}
              onToggle={() => toggle(record.itemId)}
            />
          ))}
        </tbody>
      </Table>
      {asking && (
        <SetAsideDialog
          connectionId={connectionId}
          itemIds={picked.filter(({ aside }) => !aside).map(({ itemId }) => itemId)}
          onDone={done}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}
