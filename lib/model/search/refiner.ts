import type { ConnectorSchema, PropertyType } from '../schema/schema'

/** A refinable property with its most frequent values among the hits. */
export interface Refiner {
  field: string
  buckets: { key: string; count: number; filter: string }[]
}

const countable = new Set<PropertyType>([
  'string',
  'stringCollection',
  'int64',
  'int64Collection',
  'double',
  'doubleCollection',
])
const most = 8

/** Refinable texts and numbers; of others Graph counts no values (docs/graph-contract.md#search-refiners). */
export const refinersOf = (schema: ConnectorSchema): string[] =>
  schema.properties
    .filter(({ isRefinable, type }) => isRefinable && countable.has(type))
    .slice(0, most)
    .map(({ name }) => name)

/** The filter of a bucket: documented tokens stand in quotes, those of ranges do not. */
export const filterOf = (field: string, token: string): string =>
  token.startsWith('"') || token.startsWith('range(') ? `${field}:${token}` : `${field}:"${token}"`

/** A filter in words. Its token is Graph's own: as a rule the value in hexadecimal. */
export function filterText(filter: string): string {
  const [, field = '', token = ''] = /^(\w+):"?([^"]*)"?$/.exec(filter) ?? []
  const hex = /^ǂǂ((?:[0-9a-f]{2})+)$/i.exec(token)?.[1]
  if (field === '') return filter
  if (hex === undefined) return `${field}: ${token}`
  const bytes = Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))
  return `${field}: ${new TextDecoder().decode(bytes)}`
}
