'use client'

import { zonedTime } from '@/lib/model/schedules/zoned-time'

/** The next five runs as the clocks of the schedule's zone show them. */
export function NextRuns({
  words,
  next,
  timeZone,
}: {
  words: string | null
  next: readonly Date[]
  timeZone: string
}) {
  return (
    <div className="rounded-md border border-line bg-sunken px-3 py-2.5 text-sm" aria-live="polite">
      <p className="font-medium">{words ?? 'No run yet: see what is wrong above.'}</p>
      {next.length > 0 && (
        <ol aria-label="The next runs" className="mt-1 grid gap-0.5 text-muted tabular-nums">
          {next.map((at) => (
            <li key={at.toISOString()}>{zonedTime(at, timeZone)}</li>
          ))}
        </ol>
      )}
    </div>
  )
}
