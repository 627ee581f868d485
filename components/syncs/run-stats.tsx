'use client'

import { Stats } from '@/components/ui/facts'
import { Link } from '@/components/ui/link'
import { RelativeTime } from '@/components/ui/relative-time'
import { durationBetween } from '@/lib/model/duration'
import { countText, numberText } from '@/lib/model/number-text'
import { isLive, type SyncStatus } from '@/lib/model/sync/status'
import type { SyncView } from '@/lib/model/sync/sync'
import { waitingRows } from '@/lib/model/sync/waiting'

/** What became of the rows of a run, of items or of members of groups. */
export function RunStats({ sync }: { sync: SyncView }) {
  const { counts, totalRows, rate } = sync
  const live = isLive(sync)
  const isPlanned = sync.status === 'held' && sync.phase === 'plan'
  const ofGroups = sync.type === 'groups'
  const waiting = waitingRows(sync)
  return (
    <Stats
      stats={[
        isPlanned && totalRows !== null
          ? { name: 'Read', value: numberText(totalRows), note: 'rows, all compared' }
          : {
              name: 'Read',
              value: numberText(counts.read),
              note: totalRows === null ? 'rows' : `of ${numberText(totalRows)}`,
            },
        {
          name: ofGroups ? 'Added' : 'Sent',
          value: numberText(counts.sent),
          note: ofGroups ? groupsText(sync) : sentText(sync),
        },
        {
          name: ofGroups ? 'There already' : 'Unchanged, not sent',
          value: numberText(counts.unchanged),
          note: counts.setAside ? leftOutNote(sync, counts.setAside) : 'same as before',
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
                name: live || isPlanned ? 'Waiting' : ofGroups ? 'Not added' : 'Not sent',
                value: numberText(waiting),
                note: waitingNote(live, isPlanned),
              },
            ]
          : []),
        ...deletedStat(sync),
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
  )
}

function waitingNote(live: boolean, isPlanned: boolean) {
  if (isPlanned) return 'for the approval of the plan'
  return live ? 'in flight or not reached yet' : 'the run ended before'
}

const leftOutNote = ({ connectionId }: SyncView, records: number) => (
  <Link
    href={`/connections/${encodeURIComponent(connectionId)}/sync/failing`}
    className="underline underline-offset-2"
  >
    {numberText(records)} of them left out
  </Link>
)

const sentText = ({ changes: { created, updated } }: SyncView) =>
  `${numberText(created)} created, ${numberText(updated)} updated`

const groupsText = ({ changes: { updated } }: SyncView) =>
  updated === 0 ? 'members' : `members; ${countText(updated, 'group')} created or renamed`

const deletedStat = ({ type, changes: { deleted, held } }: SyncView) =>
  deleted + held > 0
    ? [
        {
          name: type === 'groups' ? 'Removed' : 'Deleted',
          value: numberText(deleted),
          note: held > 0 ? `${numberText(held)} held` : 'no longer in the source',
        },
      ]
    : []

/** What stands under a rate of nothing. */
const rateNotes: Partial<Record<SyncStatus, string>> = { queued: 'waits for its turn', paused: 'paused' }

const tookText = ({ startedAt, finishedAt }: SyncView) =>
  startedAt && finishedAt ? durationBetween(startedAt, finishedAt) : '0 s'
