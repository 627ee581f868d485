import { AppError } from '../platform/errors'

/** Half of a surrogate pair, or a NUL: PostgreSQL takes neither, as text or as JSON. */
const unstorable = (text: string) => text.includes('\0') || /\p{Cs}/u.test(text)

/** Refuses an input that no table could hold, before it fails somewhere in the middle of the work. */
export function needStorable(input: unknown): void {
  const field = fieldAtFault(input, [])
  if (!field) return
  const message = 'The text has a character that cannot be stored (NUL, or half of one). Type it anew.'
  throw new AppError('invalid', message, { field: field.join('.') || undefined })
}

/** The same text with what cannot be stored replaced by U+FFFD. */
export const storable = (text: string) => text.replace(/\p{Cs}/gu, '\ufffd').replaceAll('\0', '\ufffd')

function fieldAtFault(value: unknown, path: string[]): string[] | undefined {
  if (typeof value === 'string') return unstorable(value) ? path : undefined
  if (typeof value !== 'object' || value === null) return undefined
  for (const [name, entry] of Object.entries(value)) {
    if (unstorable(name)) return path
    const found = fieldAtFault(entry, [...path, name])
    if (found) return found
  }
  return undefined
}
