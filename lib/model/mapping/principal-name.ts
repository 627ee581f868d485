/** An object id of Entra. */
export const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Longer than any name of Entra. */
const longest = 1_000

/** A user principal name, as far as its form tells; guests have `#EXT#` in it. */
export const isUpn = (text: string) => text.length <= longest && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)
