'use client'

import { Button } from '@/components/ui/button'
import { ProblemNote } from '@/components/ui/problem-note'
import { Skeleton } from '@/components/ui/skeleton'
import { numberText } from '@/lib/model/number-text'
import type { Problem } from '@/lib/model/problem'
import type { Counts } from '@/lib/model/resolvers/coverage'
import { NoLinks } from './lazy'
import { mostItemLinks } from './use-item-links'

/** The headline: how many of the connection's own item links lead to their own item, as saved and with the draft. */
export function CoverageCard({
  items,
  links,
  loaded,
  saved,
  draft,
  lost,
  ms,
  problem,
  onAgain,
}: {
  items: number
  links: number
  loaded: number
  saved: Counts | null
  draft: Counts | null
  lost: number
  ms: number
  problem: Problem | null
  onAgain: () => void
}) {
  if (links === 0) return <NoLinks items={items} />
  if (problem)
    return (
      <ProblemNote
        title="The links of the items cannot be read."
        problem={problem}
        actions={<Button onClick={onAgain}>Try again</Button>}
      />
    )
  return (
    <section
      aria-labelledby="coverage"
      className="rounded-lg border border-line bg-surface p-4 shadow-card sm:px-5"
    >
      <div className="flex min-h-17 flex-wrap items-center gap-x-6 gap-y-3">
        {draft ? (
          <span className="text-[1.75rem]/8 font-semibold tracking-tight tabular-nums">{percent(draft)}</span>
        ) : (
          <Skeleton className="h-8 w-24" />
        )}
        <div className="grid min-w-0 flex-1 basis-72 gap-1.5">
          <h2 id="coverage">
            of {numberText(draft?.total ?? Math.min(links, mostItemLinks))} item links lead to their own item
          </h2>
          {draft ? <Bar counts={draft} /> : <Skeleton className="h-2 w-full" />}
          {draft && <Keys counts={draft} />}
        </div>
        <div className="grid gap-0.5 text-sm text-muted" role="status">
          {draft && saved && <Change saved={saved} draft={draft} lost={lost} />}
          {saved && (
            <span>
              As saved: {percent(saved)}. {numberText(loaded)} links checked in {Math.max(1, Math.round(ms))}{' '}
              ms
            </span>
          )}
          {links < items && (
            <span>
              {numberText(items - links)} {items - links === 1 ? 'item has' : 'items have'} no known link
              until the next sync
            </span>
          )}
          {links > mostItemLinks && <span>The first {numberText(mostItemLinks)} by item id are checked</span>}
        </div>
      </div>
    </section>
  )
}

const parts = [
  { name: 'right', color: 'bg-ok', words: 'right' },
  { name: 'missed', color: 'bg-warn', words: 'no resolver matches' },
  { name: 'wrong', color: 'bg-bad', words: 'lead to another item' },
  { name: 'stopped', color: 'bg-line-strong', words: 'stopped' },
] as const

function Bar({ counts }: { counts: Counts }) {
  const label = parts.map(({ name, words }) => `${numberText(counts[name])} ${words}`).join(', ')
  return (
    <div role="img" aria-label={label} className="flex h-2 gap-0.5 overflow-hidden rounded-full bg-sunken">
      {parts
        .filter(({ name }) => counts[name] > 0)
        .map(({ name, color }) => (
          <span
            key={name}
            className={`min-w-1 ${color}`}
            style={{ width: `${(100 * counts[name]) / counts.total}%` }}
          />
        ))}
    </div>
  )
}

function Keys({ counts }: { counts: Counts }) {
  return (
    <div className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-muted">
      {parts
        .filter(({ name }) => counts[name] > 0 || name !== 'stopped')
        .map(({ name, color, words }) => (
          <span key={name} className="flex items-center gap-1.5">
            <i className={`size-2 flex-none rounded-xs ${color}`} />
            <span>
              <b className="font-medium text-ink tabular-nums">{numberText(counts[name])}</b> {words}
            </span>
          </span>
        ))}
    </div>
  )
}

function Change({ saved, draft, lost }: { saved: Counts; draft: Counts; lost: number }) {
  const more = draft.right - saved.right
  if (more === 0 && lost === 0) return <span>The draft changes nothing for these links</span>
  const tone = more > 0 ? 'text-ok' : more < 0 ? 'text-bad' : ''
  const sign = more > 0 ? '+' : more < 0 ? '−' : '±'
  return (
    <span>
      <b className={`font-medium ${tone}`}>
        {sign}
        {numberText(Math.abs(more))} with this draft
      </b>
      , {lost === 0 ? 'none lost' : <b className="font-medium text-bad">{numberText(lost)} lost</b>}
    </span>
  )
}

const percent = ({ right, total }: Counts) =>
  total === 0 ? '0 %' : `${Math.floor((1000 * right) / total) / 10} %`
