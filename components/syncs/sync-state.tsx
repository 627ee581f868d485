import { Stats } from '@/components/ui/facts'
import { Link } from '@/components/ui/link'
import { RelativeTime } from '@/components/ui/relative-time'
import { durationBetween } from '@/lib/model/duration'
import { countText, numberText } from '@/lib/model/number-text'
import type { ScheduleView } from '@/lib/model/schedules/view'
import { zonedTime } from '@/lib/model/schedules/zoned-time'
import { type DayState, daysWords, type RunDay } from '@/lib/model/sync/days'
import { type KnownSource, sourceTitle } from '@/lib/model/sync/source-title'
import type { SyncView } from '@/lib/model/sync/sync'

const dayColors: Record<DayState, string> = {
  none: 'bg-line-strong',
  good: 'bg-ok',
  attention: 'bg-warn',
  failed: 'bg-bad',
}

/** The state of a sync in one row: what comes next, what came last, how the last days went. */
export function SyncState({
  source,
  schedule,
  lastGood,
  days,
  items,
}: {
  source: KnownSource | null
  schedule: ScheduleView | null
  lastGood: SyncView | null
  days: readonly RunDay[]
  items: number
}) {
  const next = schedule?.next[0]
  const bad = days.filter(({ state }) => state === 'failed').length
  const look = days.filter(({ state }) => state === 'attention').length
  return (
    <Stats
      stats={[
        {
          name: 'Source',
          value: (
            <span className="line-clamp-2 text-base [overflow-wrap:anywhere]">{source?.name ?? 'None'}</span>
          ),
          note: source ? sourceTitle(source) : 'choose one below',
        },
        {
          name: 'Schedule',
          value: <span className="text-base">{scheduleText(schedule)}</span>,
          note: schedule?.paused
            ? 'paused'
            : next && schedule
              ? `next ${zonedTime(new Date(next), schedule.settings.timeZone)}`
              : schedule
                ? 'no time of its own'
                : 'runs start by hand',
        },
        {
          name: 'Last success',
          value: lastGood?.finishedAt ? (
            <Link
              className="hover:underline"
              href={`/connections/${encodeURIComponent(lastGood.connectionId)}/sync/${lastGood.id}`}
            >
              <RelativeTime at={lastGood.finishedAt} />
            </Link>
          ) : (
            'none yet'
          ),
          note: lastGood && lastText(lastGood),
        },
        { name: 'In Graph', value: numberText(items), note: 'items sent by this sync' },
        {
          name: `${days.length} days`,
          value: (
            <span role="img" aria-label={daysWords(days)} className="flex h-6.5 items-end gap-0.5">
              {days.map(({ date, state, runs }) => (
                <span
                  key={date}
                  title={`${date}: ${countText(runs, 'run')}, ${stateWords[state]}`}
                  className={`w-2 rounded-sm ${dayColors[state]} ${state === 'none' ? 'h-1.5' : 'h-5'}`}
                />
              ))}
            </span>
          ),
          note:
            bad + look === 0
              ? 'no failure'
              : [bad && `${bad} failed`, look && `${look} to look at`].filter(Boolean).join(', '),
        },
      ]}
    />
  )
}

const stateWords: Record<DayState, string> = {
  none: 'none of them ended',
  good: 'all good',
  attention: 'one to look at',
  failed: 'one failed',
}

const scheduleText = (schedule: ScheduleView | null) => schedule?.words ?? 'None'

const lastText = ({ counts, startedAt, finishedAt }: SyncView) =>
  `${numberText(counts.sent)} sent${startedAt && finishedAt ? ` in ${durationBetween(startedAt, finishedAt)}` : ''}`
