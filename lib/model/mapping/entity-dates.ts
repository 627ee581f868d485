import { entityFields, personLabelOf } from '../people/people'
import type { Property } from '../schema/schema'
import type { PropertyMapping } from './mapping'

/** The columns that fill dates of a profile entity, each once. */
export function dateColumns(property: Property, { fields }: PropertyMapping & { kind: 'entity' }): string[] {
  const label = personLabelOf(property)
  const dates = label ? entityFields(label).filter(({ type }) => type === 'date') : []
  return [...new Set(dates.flatMap(({ path }) => fields[path] ?? []))]
}
