'use client'

import { clockTime } from '@/lib/model/sync/clock-time'
import { chartOf } from '@/lib/model/sync/rate-chart'
import { type RunSample, rateNames } from '@/lib/model/sync/samples'
import type { SourceHolds } from '@/lib/model/sync/source'

const width = 720
const heights = { rate: 96, flight: 44, throttled: 16 }

/** Three lanes over one time axis. The table beside it says the same to those who do not see it. */
export function RateChart({
  samples,
  possible,
  most,
  holds,
}: {
  samples: readonly RunSample[]
  possible: number | null
  most: number
  holds: SourceHolds
}) {
  const { rate, flight, throttled, topRate, limitY, flightY, from, to, words } = chartOf(samples, {
    width,
    heights,
    possible,
    most,
    holds,
  })
  return (
    <div className="grid gap-3 p-4">
      <div className="grid grid-cols-[4rem_minmax(0,1fr)] gap-x-3 gap-y-2 text-xs text-muted [&_svg]:block [&_svg]:w-full [&_svg_*]:[vector-effect:non-scaling-stroke]">
        <Lane label={rateNames[holds]} top={topRate}>
          <svg
            viewBox={`0 0 ${width} ${heights.rate}`}
            preserveAspectRatio="none"
            height={120}
            role="img"
            aria-label={words.rate}
          >
            {limitY !== null && <Limit y={limitY} />}
            <polygon points={rate.area} className="fill-accent-soft" />
            <polyline points={rate.line} className="fill-none stroke-accent" strokeWidth={1.5} />
            <Rule y={heights.rate - 0.5} />
          </svg>
        </Lane>
        <Lane label="In flight" top={String(most)}>
          <svg
            viewBox={`0 0 ${width} ${heights.flight}`}
            preserveAspectRatio="none"
            height={52}
            role="img"
            aria-label={words.flight}
          >
            <Limit y={flightY} />
            <polygon points={flight} className="fill-line-strong" />
            <Rule y={heights.flight - 0.5} />
          </svg>
        </Lane>
        <Lane label="Throttled">
          <svg
            viewBox={`0 0 ${width} ${heights.throttled}`}
            preserveAspectRatio="none"
            height={16}
            role="img"
            aria-label={words.throttled}
          >
            <rect x={0} y={5} width={width} height={6} className="fill-sunken" />
            {throttled.map(({ x, width: wide }) => (
              <rect key={x} x={x} y={2} width={wide} height={12} className="fill-warn" />
            ))}
          </svg>
        </Lane>
        <span />
        <div className="flex justify-between tabular-nums" suppressHydrationWarning>
          <span>{clockTime(from)}</span>
          <span>{clockTime(to)}</span>
        </div>
      </div>
      <p className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-muted">
        <Key className="bg-accent">{holds === 'groups' ? 'added' : 'sent'}; dashed: what is possible</Key>
        <Key className="bg-line-strong">in flight; dashed: the limit of {most}</Key>
        <Key className="bg-warn">Graph asked to slow down</Key>
      </p>
    </div>
  )
}

function Lane({ label, top, children }: { label: string; top?: string; children: React.ReactNode }) {
  return (
    <>
      <div className="grid content-start text-right tabular-nums">
        <span className="font-medium">{label}</span>
        {top && <span>{top}</span>}
      </div>
      {children}
    </>
  )
}

const Limit = ({ y }: { y: number }) => (
  <line x1={0} x2={width} y1={y} y2={y} className="stroke-muted" strokeDasharray="3 4" />
)

const Rule = ({ y }: { y: number }) => <line x1={0} x2={width} y1={y} y2={y} className="stroke-line-strong" />

function Key({ className, children }: { className: string; children: React.ReactNode }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <span className={`size-2.5 flex-none rounded-sm ${className}`} aria-hidden="true" />
      {children}
    </span>
  )
}
