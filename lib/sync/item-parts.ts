import { hash } from 'node:crypto'
import { canonical } from '../model/items/canonical'
import type { ExternalItem } from '../model/items/item'

// Four characters of a hash, for the name and for the value: two values share them once in 16 million, and then only
// the name of a property is missing from a list.
const width = 4
const short = (text: string) => hash('sha1', text, 'base64url').slice(0, width)

/** The parts of an item by name: its properties without annotations, its content and who may read it. */
const partsOf = ({ properties, content, acl }: ExternalItem) => [
  ...Object.entries(properties).filter(([name]) => !name.includes('@')),
  ...(content ? [['content', content] as const] : []),
  ['acl', acl] as const,
]

/** A short hash of each part, as the ledger keeps it to tell later what has changed. */
export const hashParts = (item: ExternalItem): string =>
  partsOf(item)
    .map(([name, value]) => short(name) + short(canonical(value)))
    .join('')

/** Which parts of an item differ from what was sent; of `names` those that it has no more. Empty when that is not known. */
export function changedParts(item: ExternalItem, before: string | null, names: readonly string[]): string[] {
  if (before === null) return []
  const old = new Map<string, string>()
  for (let at = 0; at < before.length; at += 2 * width)
    old.set(before.slice(at, at + width), before.slice(at + width, at + 2 * width))
  const changed: string[] = []
  for (const [name, value] of partsOf(item)) {
    const key = short(name)
    if (old.get(key) !== short(canonical(value))) changed.push(name)
    old.delete(key)
  }
  return [...changed, ...[...names, 'content'].filter((name) => old.has(short(name)))]
}
