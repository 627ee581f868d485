import { stuckAfterMinutes, usualMinutes } from '@/lib/model/schema/provisioning'

const unit = 10
const width = stuckAfterMinutes * unit

/** Elapsed time on a scale of half an hour, the usual range drawn behind it. */
export function ProvisioningBar({ elapsedMs, label }: { elapsedMs: number; label: string }) {
  const elapsed = Math.min(elapsedMs / 60_000, stuckAfterMinutes) * unit
  const { from, to } = usualMinutes
  return (
    <div className="grid gap-1">
      <svg
        viewBox={`0 0 ${width} 10`}
        preserveAspectRatio="none"
        className="h-2.5 w-full overflow-hidden rounded-full"
        role="img"
        aria-label={label}
      >
        <rect width={width} height="10" className="fill-line" />
        <rect x={from * unit} width={(to - from) * unit} height="10" className="fill-accent opacity-30" />
        <rect width={Math.max(elapsed, 1.5)} height="10" className="fill-accent" />
      </svg>
      <div className="grid grid-cols-[1fr_2fr_3fr] text-sm text-muted" aria-hidden="true">
        <span />
        <span className="flex justify-between gap-2">
          <span>{from} min</span>
          <span className="max-sm:hidden">usual</span>
          <span>{to} min</span>
        </span>
        <span className="text-right">{stuckAfterMinutes} min</span>
      </div>
    </div>
  )
}
