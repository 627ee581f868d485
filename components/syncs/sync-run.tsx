'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { SyncChip } from '@/components/connections/state-chip'
import { Stats } from '@/components/ui/facts'
import { Link } from '@/components/ui/link'
import { LinkButton } from '@/components/ui/link-button'
import { PageContent } from '@/components/ui/page-content'
import { ProblemNote } from '@/components/ui/problem-note'
import { problemOf } from '@/components/ui/problem-of'
import { Progress } from '@/components/ui/progress'
import { RelativeTime } from '@/components/ui/relative-time'
import { durationBetween, durationText } from '@/lib/model/duration'
import { numberText } from '@/lib/model/number-text'
import { progressOf } from '@/lib/model/sync/progress'
import { readsNoSource } from '@/lib/model/sync/run-type'
import { isLive, type SyncStatus } from '@/lib/model/sync/status'
import type { SyncView } from '@/lib/model/sync/sync'
import { waitingRows } from '@/lib/model/sync/waiting'
import { ItemsRunStats } from './items-run-stats'
import { syncQuery } from './queries'
import { FindingsCard, HeldDeletions, PlanCard, RateCard, SyncErrorsCard } from './run-cards'
import { RunControls } from './run-controls'
import { RunNotes } from './run-notes'
import { RunStateNote } from './run-state-note'

interface Props {
  initial: SyncView
  /** Why this admin may not run syncs, and why not approve deletions. */
  noCancel: string | null
  noDelete: string | null
  /** Why this admin may not approve a plan that widens access. */
  noWiden: string | null
}

/** The progress of a run: counts, rate, time left, and the rows that failed. */
export function SyncRun({ initial, noCancel, noDelete, noWiden }: Props) {
  const { data: sync = initial, error, refetch } = useQuery(syncQuery(initial))
  const live = isLive(sync)
  const isRemote = sync.sourceKind === 'remote'
  const isPlanned = sync.status === 'held' && sync.phase === 'plan'
  const [refused, setRefused] = useState<Error | null>(null)
  const { counts, totalRows, rate } = sync
  const { value, max, text, left } = progressOf(sync)
  const waiting = waitingRows(sync)
  const failure = problemOf(refused) ?? sync.problem ?? problemOf(error)

  return (
    <PageContent>
      <div className="flex min-h-8 flex-wrap items-center gap-x-2.5 gap-y-2">
        <h2 className="text-lg">{titleOf(sync)}</h2>
        <SyncChip sync={sync} />
        <span className="text-sm text-muted">
          started <RelativeTime at={sync.startedAt ?? sync.createdAt} /> by {sync.startedBy}
        </span>
        <span className="ml-auto flex gap-2">
          <LinkButton href={`/connections/${encodeURIComponent(sync.connectionId)}/sync`}>
            All runs
          </LinkButton>
          <RunControls sync={sync} refused={noCancel} onDone={() => void refetch()} onError={setRefused} />
        </span>
      </div>
      {failure && <ProblemNote problem={failure} title={endTitles[sync.status]} />}
      <RunStateNote sync={sync} />
      <RunNotes sync={sync} />
      {isPlanned && (
        <PlanCard sync={sync} refused={noCancel} noWiden={noWiden} onDone={() => void refetch()} />
      )}
      {sync.status === 'held' && sync.heldHash !== null && (
        <HeldDeletions sync={sync} hash={sync.heldHash} refused={noDelete} onDone={() => void refetch()} />
      )}
      <div className="grid gap-1">
        <Progress
          label="Rows done"
          value={value}
          max={max}
          text={left === null ? text : `${text}, about ${durationText(Math.max(1, left) * 1000)} left`}
        />
        <p role="status" className="sr-only">
          {live
            ? ''
            : isPlanned
              ? 'The plan waits for an approval; nothing has been sent yet.'
              : readsNoSource(sync)
                ? 'The run is over.'
                : `The sync is over: ${counts.sent} sent, ${counts.unchanged} unchanged and not sent, ${counts.failed} failed.`}
        </p>
      </div>
      {readsNoSource(sync) ? (
        <ItemsRunStats sync={sync} />
      ) : (
        <Stats
          stats={[
            {
              name: 'Read',
              value: numberText(counts.read),
              note: totalRows === null ? 'rows' : `of ${numberText(totalRows)}`,
            },
            { name: 'Sent', value: numberText(counts.sent), note: sentText(sync) },
            ...deletedStat(sync),
            {
              name: 'Unchanged, not sent',
              value: numberText(counts.unchanged),
              note: counts.setAside ? asideNote(sync, counts.setAside) : 'same as before',
            },
            {
              name: 'Failed',
              value: numberText(counts.failed),
              note: counts.failed ? 'see below' : 'none',
              bad: counts.failed > 0,
            },
            ...(waiting > 0
              ? [
                  {
                    name: live || isPlanned ? 'Waiting' : 'Not sent',
                    value: numberText(waiting),
                    note: waitingNote(live, isPlanned),
                  },
                ]
              : []),
            live
              ? {
                  name: 'Rate',
                  value: `${rate.toFixed(rate < 10 ? 1 : 0)}/s`,
                  note: rateNotes[sync.status] ?? 'rows per second',
                }
              : {
                  name: isPlanned ? 'Took so far' : 'Took',
                  value: tookText(sync),
                  note: sync.finishedAt ? <RelativeTime at={sync.finishedAt} /> : undefined,
                },
          ]}
        />
      )}
      {sync.type === 'reconcile' && (
        <FindingsCard connectionId={sync.connectionId} syncId={sync.id} live={live} refused={noCancel} />
      )}
      {sync.startedAt && !isRemote && !readsNoSource(sync) && (
        <RateCard syncId={sync.id} live={live} rate={rate} />
      )}
      {counts.failed > 0 && (
        <SyncErrorsCard
          syncId={sync.id}
          connectionId={sync.connectionId}
          live={live}
          refused={noCancel ?? (isRemote ? resent : null)}
        />
      )}
    </PageContent>
  )
}

const resent = 'A connector elsewhere sends its rows itself. Start a new run of it.'

function waitingNote(live: boolean, isPlanned: boolean) {
  if (isPlanned) return 'for the approval of the plan'
  return live ? 'in flight or not reached yet' : 'the run ended before'
}

const asideNote = ({ connectionId }: SyncView, records: number) => (
  <Link
    href={`/connections/${encodeURIComponent(connectionId)}/sync/failing`}
    className="underline underline-offset-2"
  >
    {numberText(records)} of them set aside
  </Link>
)

const sentText = ({ changes: { created, updated } }: SyncView) =>
  `${numberText(created)} created, ${numberText(updated)} updated`

const deletedStat = ({ changes: { deleted, held } }: SyncView) =>
  deleted + held > 0
    ? [
        {
          name: 'Deleted',
          value: numberText(deleted),
          note: held > 0 ? `${numberText(held)} held` : 'no longer in the source',
        },
      ]
    : []

/** What stands under a rate of nothing. */
const rateNotes: Partial<Record<SyncStatus, string>> = { queued: 'waits for its turn', paused: 'paused' }

/** Above the reason why a run ended early. */
const endTitles: Partial<Record<SyncStatus, string>> = {
  failed: 'The sync has failed.',
  stopped: 'The sync was stopped by a limit.',
  lost: 'The connector stopped reporting.',
}

const tookText = ({ startedAt, finishedAt }: SyncView) =>
  startedAt && finishedAt ? durationBetween(startedAt, finishedAt) : '0 s'

const titleOf = ({ type, sourceName }: SyncView) => {
  if (type === 'purge') return 'Deletion of all items'
  return type === 'reconcile' ? 'Check of items against Graph' : `Sync of ${sourceName}`
}
