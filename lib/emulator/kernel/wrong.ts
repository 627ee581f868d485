/** What the caller of the control API got wrong, in a sentence. */
export class Wrong extends Error {}

export function members(value: unknown, name = 'The body'): Record<string, unknown> {
  if (value === undefined) return {}
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>
  }
  throw new Wrong(`${name} is an object.`)
}

export function listOf(value: unknown, name: string): unknown[] {
  if (value === undefined) return []
  if (!Array.isArray(value)) throw new Wrong(`${name} is an array.`)
  return value
}

export function wholeNumber(value: unknown, name: string) {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value
  throw new Wrong(`${name} has to be a whole number, not negative.`)
}

export function optionalText(value: unknown, name: string) {
  if (value === undefined || typeof value === 'string') return value
  throw new Wrong(`${name} is text.`)
}
