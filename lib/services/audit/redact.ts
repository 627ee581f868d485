import { storable } from '../../model/storable'

const secretName = /secret|password|passphrase|token|authorization|cookie|credential|private.?key/i
const contentName = /^(content|body|file|data)$/i
/** Of an item that somebody writes: the names of its properties are kept, not what it says. */
const valuesName = 'values'
const isPlain = (entry: unknown) => typeof entry === 'object' && entry !== null && !Array.isArray(entry)
const longest = { text: 500, list: 200, depth: 12, names: 30, name: 60 }

/** Letters of JSON that one entry keeps of an input. Above it, names and sizes are kept. */
const largest = 64_000

/** What the audit log may keep of an input: no secrets, no content of files or items, nothing huge. */
export function kept(value: unknown): unknown {
  const redacted = redact(value)
  return (JSON.stringify(redacted)?.length ?? 0) > largest ? shapeOf(value) : redacted
}

export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') {
    const more = value.length - longest.text
    return storable(more > 0 ? `${value.slice(0, longest.text)}… (${more} more letters)` : value)
  }
  if (typeof value !== 'object' || value === null) return typeof value === 'bigint' ? String(value) : value
  if (depth >= longest.depth) return '[too deep]'
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) {
    const few = value.slice(0, longest.list).map((entry) => redact(entry, depth + 1))
    const more = value.length - longest.list
    return more > 0 ? [...few, `… (${more} more)`] : few
  }
  if (Object.getPrototypeOf(value) !== Object.prototype) return `[${value.constructor?.name ?? 'object'}]`
  return Object.fromEntries(
    Object.entries(value).map(([given, entry]) => {
      const name = storable(given)
      if (secretName.test(name) && entry !== null && entry !== undefined) return [name, '[redacted]']
      if (contentName.test(name) && typeof entry === 'string') return [name, `[${entry.length} letters]`]
      if (name === valuesName && isPlain(entry)) return [name, shapeOf(entry)]
      return [name, redact(entry, depth + 1)]
    }),
  )
}

/** The names and sizes of an input, for one that nobody was allowed or able to send. */
export function shapeOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return sizeOf(value)
  const names = Object.keys(value)
  const shown = names.slice(0, longest.names).map((name) => {
    const entry = (value as Record<string, unknown>)[name]
    return [storable(name.slice(0, longest.name)), sizeOf(entry)]
  })
  const more = names.length - longest.names
  return Object.fromEntries(more > 0 ? [...shown, ['…', `${more} more`]] : shown)
}

function sizeOf(value: unknown) {
  if (typeof value === 'string') return `text of ${value.length}`
  if (Array.isArray(value)) return `list of ${value.length}`
  if (typeof value === 'object' && value !== null) return `object of ${Object.keys(value).length}`
  return typeof value === 'number' || typeof value === 'boolean' || value === null ? value : typeof value
}
