import type { Problem } from '@/lib/model/problem'
import { Note } from './note'
import { RefreshWhile } from './refresh-while'
import { RelativeTime } from './relative-time'

/** Says that a page shows what Graph answered earlier, since when, and why. The page is read again by itself. */
export function GraphAway({ asOf, problem }: { asOf: string | null; problem: Problem | null }) {
  if (!asOf || !problem) return null
  return (
    <Note role="status" tone="warn" title="Graph does not answer at the moment.">
      What comes from Graph is shown as it was <RelativeTime at={asOf} />. {problem.message} This page tries
      again by itself every five seconds.
      <RefreshWhile moving />
    </Note>
  )
}
