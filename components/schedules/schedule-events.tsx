import { Chip, type Tone } from '@/components/ui/chip'
import { Link } from '@/components/ui/link'
import { Table } from '@/components/ui/table'
import { TableHead } from '@/components/ui/table-head'
import type { ScheduleOutcome } from '@/lib/model/schedules/event'
import type { ScheduleView } from '@/lib/model/schedules/view'
import { zonedTime } from '@/lib/model/schedules/zoned-time'

const words: Record<ScheduleOutcome, [string, Tone]> = {
  waiting: ['Waits', 'busy'],
  started: ['Started', 'ok'],
  skipped: ['Skipped', 'warn'],
  failed: ['Did not start', 'bad'],
}

/** The outcome of the last due times. */
export function ScheduleEvents({
  connectionId,
  schedule: { events, settings },
}: {
  connectionId: string
  schedule: ScheduleView
}) {
  return (
    <div className="border-t border-line">
      <Table label="What became of the last times">
        <TableHead columns={['Due', 'Outcome', 'Why']} />
        <tbody>
          {events.map(({ id, dueAt, lastDueAt, times, outcome, reason, syncId }) => (
            <tr key={id}>
              <td className="tabular-nums">
                <time dateTime={dueAt} suppressHydrationWarning>
                  {zonedTime(new Date(dueAt), settings.timeZone)}
                </time>
                {times > 1 && (
                  <span className="block text-sm text-muted">
                    and {times - 1} more until {zonedTime(new Date(lastDueAt), settings.timeZone)}
                  </span>
                )}
              </td>
              <td>
                <Chip tone={words[outcome][1]}>{words[outcome][0]}</Chip>
              </td>
              <td className="min-w-60 whitespace-normal">
                {reason}{' '}
                {syncId && (
                  <Link
                    className="text-accent-text underline underline-offset-2"
                    href={`/connections/${encodeURIComponent(connectionId)}/sync/${syncId}`}
                  >
                    See the run
                  </Link>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  )
}
