import { Facts } from '@/components/ui/facts'
import type { ScheduleView } from '@/lib/model/schedules/view'

const overlapWords = {
  skip: 'the run is skipped',
  queue: 'it starts when the other is over',
  replace: 'the latest one starts when the other is over',
}
const missedWords = { 'catch-up': 'runs once as soon as a worker is back', skip: 'waits for the next time' }

/** What a schedule does in the cases that are not the usual one. */
export function ScheduleFacts({ schedule: { settings, blackouts, savedBy } }: { schedule: ScheduleView }) {
  const { rule, timeZone, overlap, missed } = settings
  return (
    <Facts
      facts={[
        ...(rule.kind === 'cron'
          ? [{ name: 'Cron', value: <code className="font-mono text-sm">{rule.expression}</code> }]
          : []),
        { name: 'Time zone', value: timeZone.replaceAll('_', ' ') },
        { name: 'Another sync goes on', value: overlapWords[overlap] },
        ...(rule.kind === 'after' ? [] : [{ name: 'Missed', value: missedWords[missed] }]),
        ...blackouts.map((words, n) => ({ name: n === 0 ? 'No runs' : '', value: words })),
        { name: 'Saved by', value: savedBy },
      ]}
    />
  )
}
