/** PostgreSQL takes neither half of a surrogate pair nor a NUL, as text or as JSON. */
export const isStorable = (text: string) => !text.includes('\0') && !/\p{Cs}/u.test(text)

/** The same text with what cannot be stored replaced by U+FFFD. */
export const storable = (text: string) => text.replace(/\p{Cs}/gu, '\ufffd').replaceAll('\0', '\ufffd')

/** The same value with each of its texts storable, names of members too. */
export function storableAll(value: unknown): unknown {
  if (typeof value === 'string') return storable(value)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(storableAll)
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [storable(name), storableAll(one)]))
}

/** Whether a JSON text has escapes of what no database takes. */
export const hasOddTexts = (json: string) => escaped.test(json)

/** How JSON writes what no database takes. */
const escaped = /\\u(?:0000|d[89a-f])/i

/** The first so many units of a text, without half a character at the end, which JSON of PostgreSQL does not take. */
export const beginningOf = (text: string, most: number) => text.slice(0, most).replace(/[\ud800-\udbff]$/, '')
