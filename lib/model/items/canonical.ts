import { digits } from '../exact-json'

/** JSON that is the same for two values whenever they hold the same, whatever the order of their members. */
export const canonical = (value: unknown): string => JSON.stringify(sorted(value)) ?? ''

function sorted(value: unknown): unknown {
  if (typeof value === 'bigint') return digits(value)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(sorted)
  const from = value as Record<string, unknown>
  const to: Record<string, unknown> = {}
  for (const name of Object.keys(from).sort()) to[name] = sorted(from[name])
  return to
}
