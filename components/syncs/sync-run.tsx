'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { SyncChip } from '@/components/connections/state-chip'
import { LinkButton } from '@/components/ui/link-button'
import { PageContent } from '@/components/ui/page-content'
import { ProblemNote } from '@/components/ui/problem-note'
import { problemOf } from '@/components/ui/problem-of'
import { RelativeTime } from '@/components/ui/relative-time'
import { readsNoSource } from '@/lib/model/sync/run-type'
import { isLive } from '@/lib/model/sync/status'
import type { SyncView } from '@/lib/model/sync/sync'
import { ItemsRunStats } from './items-run-stats'
import { syncQuery } from './queries'
import { FindingsCard, HeldDeletions, PlanCard, RateCard, SyncErrorsCard } from './run-cards'
import { RunControls } from './run-controls'
import { RunNotes } from './run-notes'
import { RunProgress } from './run-progress'
import { RunStateNote } from './run-state-note'
import { RunStats } from './run-stats'

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
  const query = useQuery(syncQuery(initial))
  const { data: sync = initial, error, refetch, dataUpdatedAt, isFetchedAfterMount } = query
  const live = isLive(sync)
  const isRemote = sync.sourceKind === 'remote'
  const ofGroups = sync.type === 'groups'
  const isPlanned = sync.status === 'held' && sync.phase === 'plan'
  const [refused, setRefused] = useState<Error | null>(null)
  const { counts, rate } = sync
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
          <LinkButton href={`/connections/${encodeURIComponent(sync.connectionId)}/sync/runs`}>
            All runs
          </LinkButton>
          {ofGroups && (
            <LinkButton href={`/connections/${encodeURIComponent(sync.connectionId)}/groups`}>
              Groups
            </LinkButton>
          )}
          <RunControls sync={sync} refused={noCancel} onDone={() => void refetch()} onError={setRefused} />
        </span>
      </div>
      {failure && <ProblemNote problem={failure} title={endTitle(sync)} />}
      <RunStateNote sync={sync} />
      <RunNotes sync={sync} />
      {isPlanned && (
        <PlanCard sync={sync} refused={noCancel} noWiden={noWiden} onDone={() => void refetch()} />
      )}
      {sync.status === 'held' && sync.heldHash !== null && (
        <HeldDeletions sync={sync} hash={sync.heldHash} refused={noDelete} onDone={() => void refetch()} />
      )}
      <RunProgress sync={sync} now={isFetchedAfterMount ? dataUpdatedAt : null} />
      <p role="status" className="sr-only">
        {live
          ? ''
          : isPlanned
            ? 'The plan waits for an approval; nothing has been sent yet.'
            : readsNoSource(sync)
              ? 'The run is over.'
              : ofGroups
                ? `The run is over: ${counts.sent} added, ${counts.unchanged} there already, ${counts.failed} failed.`
                : `The sync is over: ${counts.sent} sent, ${counts.unchanged} unchanged and not sent, ${counts.failed} failed.`}
      </p>
      {readsNoSource(sync) ? <ItemsRunStats sync={sync} /> : <RunStats sync={sync} />}
      {sync.type === 'reconcile' && (
        <FindingsCard connectionId={sync.connectionId} syncId={sync.id} live={live} refused={noCancel} />
      )}
      {sync.startedAt && !isRemote && !readsNoSource(sync) && (
        <RateCard syncId={sync.id} live={live} rate={rate} holds={ofGroups ? 'groups' : 'items'} />
      )}
      {counts.failed > 0 && (
        <SyncErrorsCard
          syncId={sync.id}
          connectionId={sync.connectionId}
          live={live}
          done={counts.sent + counts.unchanged + counts.failed}
          refused={noCancel ?? (isRemote ? resent : null)}
          holds={ofGroups ? 'groups' : 'items'}
        />
      )}
    </PageContent>
  )
}

const resent = 'A connector elsewhere sends its rows itself. Start a new run of it.'

/** Above the reason why a run ended early. */
const endTitle = ({ type, status }: SyncView) => {
  const it = type === 'groups' ? 'The run' : 'The sync'
  if (status === 'with-errors')
    return type === 'groups' ? 'Not everybody was removed.' : 'Not everything was deleted.'
  if (status === 'failed') return `${it} has failed.`
  if (status === 'stopped') return `${it} was stopped by a limit.`
  return status === 'lost' ? 'The connector stopped reporting.' : undefined
}

const firstWords: Partial<Record<SyncView['type'], string>> = {
  full: 'Full sync',
  incremental: 'Sync of changes',
  retry: 'Retry of failed rows',
}

const titleOf = ({ type, sourceName }: SyncView) => {
  if (type === 'purge') return 'Deletion of all items'
  if (type === 'groups') return `Groups from ${sourceName}`
  if (type === 'reconcile') return 'Check of items against Graph'
  return `${firstWords[type] ?? 'Sync'} of ${sourceName}`
}
