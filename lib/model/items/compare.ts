import { canonical } from './canonical'

/** What of an item is compared: the properties, and under these names what stands beside them. */
export const contentPart = 'Content'
export const readersPart = 'Who may read'

export interface ItemParts {
  acl?: unknown
  properties?: Readonly<Record<string, unknown>> | null
  content?: unknown
}

/**
 * How one part of an item stands. `sourceIsNewer`: the next run sends what the source has now. `notFromHere`: Graph
 * holds something else than was sent. `unknown`: what it would be compared with is not there.
 */
export type PartResult = 'same' | 'sourceIsNewer' | 'notFromHere' | 'unknown'

export interface PartRow {
  name: string
  /** JSON text of the value; undefined: there is none. */
  source?: string
  sent?: string
  held?: string
  result: PartResult
}

const order: Record<PartResult, number> = { sourceIsNewer: 0, notFromHere: 0, unknown: 1, same: 2 }

/**
 * An item as its source has it now, as it was sent and as Graph holds it, part by part, differences first.
 * Null stands for an item that is not known, or not there.
 *
 * @param names the registered properties, in their order; others come after them
 */
export function compareItem(
  { source, sent, held }: Record<'source' | 'sent' | 'held', ItemParts | null>,
  names: readonly string[],
): PartRow[] {
  const [sourceParts, sentParts, heldParts] = [source, sent, held].map(partsOf)
  const all = [...names, contentPart, readersPart]
  for (const parts of [sourceParts, sentParts, heldParts])
    for (const name of parts?.keys() ?? []) if (!all.includes(name)) all.push(name)
  return all
    .map((name): PartRow => {
      const [inSource, inSent, inHeld] = [sourceParts, sentParts, heldParts].map((parts) => parts?.get(name))
      const values = { source: inSource, sent: inSent, held: inHeld }
      return { name, ...values, result: resultOf(values, { source, sent, held }) }
    })
    .filter(({ source: one, sent: two, held: three }) => one ?? two ?? three)
    .toSorted((one, other) => order[one.result] - order[other.result])
}

function resultOf(
  { source, sent, held }: Record<'source' | 'sent' | 'held', string | undefined>,
  has: Record<'source' | 'sent' | 'held', ItemParts | null>,
): PartResult {
  if (has.sent === null) return has.source && has.held && source === held ? 'same' : 'unknown'
  if (has.held && held !== sent) return 'notFromHere'
  if (has.source && source !== sent) return 'sourceIsNewer'
  return has.source && has.held ? 'same' : 'unknown'
}

/** Annotations say the type of another member: they are no part of their own. */
function partsOf(item: ItemParts | null): Map<string, string> | null {
  if (item === null) return null
  const properties = Object.entries(item.properties ?? {}).filter(
    ([name, value]) => !name.includes('@') && value !== null && value !== undefined,
  )
  return new Map(
    [...properties, [contentPart, item.content], [readersPart, sorted(item.acl)]]
      .filter((part): part is [string, unknown] => part[1] !== undefined && part[1] !== null)
      .map(([name, value]) => [name, canonical(value)]),
  )
}

/** Entries of an access control list have no order. */
const sorted = (acl: unknown) =>
  Array.isArray(acl)
    ? acl
        .map(({ type, value, accessType }) => ({ type, value, accessType }))
        .toSorted((one, other) => (canonical(one) < canonical(other) ? -1 : 1))
    : acl
