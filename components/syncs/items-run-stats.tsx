import { Stats } from '@/components/ui/facts'
import { RelativeTime } from '@/components/ui/relative-time'
import { durationBetween } from '@/lib/model/duration'
import { numberText } from '@/lib/model/number-text'
import type { SyncView } from '@/lib/model/sync/sync'

/** The numbers of a run that reads no source: a check of the items, or their deletion. */
export function ItemsRunStats({ sync }: { sync: SyncView }) {
  const { type, changes, counts, totalRows, startedAt, finishedAt } = sync
  return (
    <Stats
      stats={[
        {
          name: type === 'purge' ? 'Deleted' : 'Checked',
          value: numberText(type === 'purge' ? changes.deleted : counts.unchanged),
          note: totalRows === null ? 'items' : `of ${numberText(totalRows)} items`,
        },
        finishedAt && startedAt
          ? {
              name: 'Took',
              value: durationBetween(startedAt, finishedAt),
              note: <RelativeTime at={finishedAt} />,
            }
          : { name: 'Took', value: 'goes on', note: 'one window with everything else, 25 at most' },
      ]}
    />
  )
}
