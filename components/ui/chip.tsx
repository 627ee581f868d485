import type { ReactNode } from 'react'

export type Tone = 'ok' | 'busy' | 'warn' | 'bad' | 'info' | 'plain'

const tones: Record<Tone, string> = {
  ok: 'bg-ok-soft text-ok',
  busy: 'bg-accent-soft text-accent-text',
  warn: 'bg-warn-soft text-warn',
  bad: 'bg-bad-soft text-bad',
  info: 'bg-info-soft text-info',
  plain: 'bg-info-soft text-info',
}

/** A state, always as a word. `plain` is a mark without a state and has no dot. */
export function Chip({ tone = 'info', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span
      className={`inline-flex items-center gap-[5px] rounded-full px-2 py-px text-xs/[18px] font-medium whitespace-nowrap ${tones[tone]}`}
    >
      {tone !== 'plain' && <span className="size-1.5 flex-none rounded-full bg-current" aria-hidden="true" />}
      {children}
    </span>
  )
}

/** A name from Graph's vocabulary, such as a label. */
export function Tag({ accent, children }: { accent?: boolean; children: ReactNode }) {
  const look = accent ? 'border-accent/30 bg-accent-soft text-accent-text' : 'border-line-strong bg-surface'
  return (
    <span
      className={`inline-block rounded-sm border px-1.5 py-px text-xs/4 font-medium whitespace-nowrap ${look}`}
    >
      {children}
    </span>
  )
}
