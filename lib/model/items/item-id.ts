import { z } from 'zod'

/**
 * Item ids are documented as alphanumeric; Microsoft's own examples also use `_` and `-`
 * (docs/graph-contract.md#item-id).
 */
export const ItemId = z
  .string()
  .min(1, 'An item needs an id.')
  .max(128, 'An item id has at most 128 characters.')
  .regex(/^[A-Za-z0-9_-]*$/, 'An item id has only letters A–Z, digits, _ and -.')

const words: Record<string, string> = { '@': '_at_', '.': '_dot_' }
const escapeOf = (character: string) => words[character] ?? `_x${character.codePointAt(0)?.toString(16)}_`

/**
 * The id of an item from the text of a cell. What is legal stays as it is. Otherwise `@` becomes `_at_`,
 * `.` becomes `_dot_` and any other illegal character its code point, a space `_x20_`, so that two texts
 * never share an id: where underscores of the text would be mistaken for an escape, they are escaped too.
 */
export function itemIdFrom(text: string): { id: string } | { problem: string } {
  const trimmed = text.trim()
  if (/^[A-Za-z0-9_-]{1,128}$/.test(trimmed)) return { id: trimmed }
  const id = escaped(trimmed)
  const parsed = ItemId.safeParse(id)
  if (parsed.success) return { id }
  const [issue] = parsed.error.issues
  const length = id === trimmed ? '' : ` Escaped for Graph, this one has ${id.length}.`
  return { problem: `${issue?.message}${id.length > 128 ? length : ''}` }
}

/** The text that `itemIdFrom` made the id of. */
export const textOfItemId = (id: string) =>
  id.replace(/_(?:at|dot|x([0-9a-f]{1,6}))_/g, (match, hex?: string) => {
    if (match === '_at_') return '@'
    if (match === '_dot_') return '.'
    const code = Number.parseInt(hex ?? '', 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : match
  })

function escaped(text: string) {
  const short = text.replace(/[^A-Za-z0-9_-]/gu, escapeOf)
  return textOfItemId(short) === text ? short : text.replace(/[^A-Za-z0-9-]/gu, escapeOf)
}
