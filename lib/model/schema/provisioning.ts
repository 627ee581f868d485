/**
 * How long Graph takes for a schema: usually 5 to 15 minutes, seldom more
 * (docs/graph-contract.md#schema-states).
 */
export const usualMinutes = { from: 5, to: 15 } as const
export const stuckAfterMinutes = 30

export type Pace = 'usual' | 'slow' | 'stuck'

export function paceOf(elapsedMs: number): Pace {
  const minutes = elapsedMs / 60_000
  if (minutes > stuckAfterMinutes) return 'stuck'
  return minutes > usualMinutes.to ? 'slow' : 'usual'
}
