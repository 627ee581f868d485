import { personLabelOf } from '../labels/person-entities'
import { entityFields } from '../people/people'
import type { Property } from '../schema/schema'
import type { ColumnDates } from './date-order'
import type { PropertyMapping } from './mapping'

type EntityMapping = PropertyMapping & { kind: 'entity' }

/** The columns that fill dates of a profile entity, each once. */
export function dateColumns(property: Property, { fields }: EntityMapping): string[] {
  const label = personLabelOf(property)
  const dates = label ? entityFields(label).filter(({ type }) => type === 'date') : []
  return [...new Set(dates.flatMap(({ path }) => fields[path] ?? []))]
}

/** The same with the order of each of its columns of dates whose values leave no doubt. */
export function entityDateOrders(
  property: Property,
  how: EntityMapping,
  dates: Readonly<Record<string, ColumnDates>>,
): EntityMapping {
  const known = dateColumns(property, how).flatMap((column) => {
    const order = dates[column]
    return order && order !== 'ask' ? [[column, order] as const] : []
  })
  if (known.length === 0) return how
  return { ...how, dateOrders: { ...Object.fromEntries(known), ...how.dateOrders } }
}
