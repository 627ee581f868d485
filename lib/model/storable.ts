/** PostgreSQL takes neither half of a surrogate pair nor a NUL, as text or as JSON. */
export const isStorable = (text: string) => !text.includes('\0') && !/\p{Cs}/u.test(text)

/** The same text with what cannot be stored replaced by U+FFFD. */
export const storable = (text: string) => text.replace(/\p{Cs}/gu, '\ufffd').replaceAll('\0', '\ufffd')

/** The first so many units of a text, without half a character at the end, which JSON of PostgreSQL does not take. */
export const beginningOf = (text: string, most: number) => text.slice(0, most).replace(/[\ud800-\udbff]$/, '')
