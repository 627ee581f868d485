import type { ReactNode } from 'react'

/** Names and values, one to a line. */
export function Facts({ facts }: { facts: readonly { name: string; value: ReactNode }[] }) {
  return (
    <dl className="grid grid-cols-[minmax(90px,auto)_minmax(0,1fr)] gap-x-4 gap-y-2">
      {facts.map(({ name, value }) => (
        <div key={name} className="contents">
          <dt className="text-muted">{name}</dt>
          <dd className="min-w-0 [overflow-wrap:anywhere]">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Numbers side by side. */
export function Stats({
  stats,
}: {
  stats: readonly { name: string; value: ReactNode; note?: ReactNode; bad?: boolean }[]
}) {
  return (
    <dl className="flex flex-wrap gap-px overflow-hidden rounded-lg border border-line bg-line">
      {stats.map(({ name, value, note, bad }) => (
        <div key={name} className="min-w-35 flex-1 bg-surface px-4 py-3">
          <dt className="text-sm text-muted">{name}</dt>
          <dd className={`text-xl/[26px] font-semibold tracking-tight tabular-nums ${bad ? 'text-bad' : ''}`}>
            {value}
          </dd>
          {note && <dd className="text-sm text-muted">{note}</dd>}
        </div>
      ))}
    </dl>
  )
}
