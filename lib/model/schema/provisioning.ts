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

/** "0:08", "12:40", "1:02:03". */
export function clockText(elapsedMs: number) {
  const seconds = Math.max(0, Math.floor(elapsedMs / 1000))
  const two = (number: number) => String(number).padStart(2, '0')
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}
