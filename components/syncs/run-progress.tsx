'use client'

import { Check } from 'lucide-react'
import { Progress } from '@/components/ui/progress'
import { durationText } from '@/lib/model/duration'
import { type PhaseStep, phasesOf } from '@/lib/model/sync/phases'
import { progressOf } from '@/lib/model/sync/progress'
import { isMoving } from '@/lib/model/sync/status'
import type { SyncView } from '@/lib/model/sync/sync'

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })

/** How far a run is: the share of its rows, when it will be over, what became of them in colours, and its steps. */
export function RunProgress({ sync, now }: { sync: SyncView; now: number | null }) {
  const { value, max, text, left } = progressOf(sync)
  const phases = phasesOf(sync)
  const share = value !== undefined && max ? Math.floor((100 * value) / max) : null
  const over = now === null || left === null ? '' : `, over at about ${clock.format(now + left * 1000)}`
  return (
    <section
      aria-label="Progress"
      className="grid gap-3 rounded-lg border border-line bg-surface p-4 shadow-card"
    >
      <div className="flex min-h-8 flex-wrap items-center gap-x-4 gap-y-1">
        {share !== null && (
          <span className="text-[1.75rem]/8 font-semibold tracking-tight tabular-nums">{share} %</span>
        )}
        <span>
          {left === null ? text : `${text}, about ${durationText(Math.max(1, left) * 1000)} left${over}`}
        </span>
        {isMoving(sync) && sync.sourceKind !== 'remote' && (
          <span className="ml-auto max-w-xl text-sm text-muted">
            Pause stops within two seconds and keeps its place. Cancel leaves in Graph what is there.
          </span>
        )}
      </div>
      {value === undefined || max === undefined ? (
        <Progress label="Rows done" />
      ) : (
        <Bar sync={sync} value={value} max={max} text={text} />
      )}
      {phases.length > 0 && (
        <ol aria-label="Steps" className="flex flex-wrap gap-x-6 gap-y-1 text-sm">
          {phases.map((phase, at) => (
            <Step key={phase.name} phase={phase} place={at + 1} />
          ))}
        </ol>
      )}
    </section>
  )
}

const outcomes = [
  { name: 'created', color: 'fill-ok' },
  { name: 'updated', color: 'fill-accent' },
  { name: 'unchanged', color: 'fill-line-strong' },
  { name: 'failed', color: 'fill-bad' },
] as const

/** What became of the rows so far, in the colours of the list of runs. */
function Bar({ sync, value, max, text }: { sync: SyncView; value: number; max: number; text: string }) {
  const { counts, changes, phase, type } = sync
  const compared = phase === 'plan' || type === 'purge' || type === 'reconcile'
  const parts = compared
    ? { created: 0, updated: 0, unchanged: value, failed: 0 }
    : {
        created: Math.min(changes.created, counts.sent),
        updated: Math.max(0, counts.sent - changes.created),
        unchanged: counts.unchanged,
        failed: counts.failed,
      }
  let from = 0
  return (
    <div
      role="progressbar"
      aria-label="Rows done"
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={value}
      aria-valuetext={text}
      className="h-2.5 overflow-hidden rounded-full bg-sunken"
    >
      {/* Drawn, because the content security policy drops styles that the server writes. */}
      <svg viewBox="0 0 100 8" preserveAspectRatio="none" className="block size-full" aria-hidden="true">
        {outcomes.map(({ name, color }) => {
          const width = (100 * parts[name]) / max
          from += width
          return <rect key={name} x={from - width} width={width} height="8" className={color} />
        })}
      </svg>
    </div>
  )
}

const stepWords = { done: 'done', now: 'under way', next: 'to come', left: 'not reached' } as const

function Step({ phase: { name, text, state }, place }: { phase: PhaseStep; place: number }) {
  return (
    <li
      aria-current={state === 'now' ? 'step' : undefined}
      className={`flex items-center gap-1.5 ${state === 'now' ? 'text-ink' : 'text-muted'}`}
    >
      {state === 'done' ? (
        <Check className="size-4 flex-none text-ok" aria-hidden />
      ) : (
        <span
          aria-hidden="true"
          className={`grid size-5 flex-none place-items-center rounded-full text-xs ${state === 'now' ? 'bg-accent text-on-accent' : 'bg-sunken'}`}
        >
          {place}
        </span>
      )}
      <span>
        <b className={state === 'now' ? 'font-semibold' : 'font-medium'}>{name}</b> {text}
        <span className="sr-only"> ({stepWords[state]})</span>
      </span>
    </li>
  )
}
