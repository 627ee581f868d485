import type { ConnectorSchema, PropertyType } from '../schema/schema'

const examples: Partial<Record<PropertyType, string>> = {
  int64: '>',
  double: '>',
  dateTime: '>',
  int64Collection: '=',
  doubleCollection: '=',
}

/** What of a schema a query in KQL can name (docs/graph-contract.md#search-kql). */
export function kqlHints({ properties }: ConnectorSchema) {
  const restrictions = properties
    .filter(({ isQueryable }) => isQueryable)
    .map(({ name, type, aliases }) => ({
      text: `${name}${examples[type] ?? ':'}`,
      label: aliases && aliases.length > 0 ? `${name} (${aliases.join(', ')})` : name,
    }))
  const words = properties.filter(({ isSearchable }) => isSearchable).map(({ name }) => name)
  return { restrictions, words }
}
