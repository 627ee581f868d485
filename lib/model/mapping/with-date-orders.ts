import type { ConnectorSchema } from '../schema/schema'
import { columnDateOrders } from './column-date-orders'
import type { ColumnDates } from './date-order'
import { entityDateOrders } from './entity-dates'
import type { MappingDraft } from './mapping'

/** The mapping with the order of each mapped column whose values leave no doubt. */
export function withDateOrders<M extends MappingDraft>(
  mapping: M,
  dates: Readonly<Record<string, ColumnDates>>,
  schema: ConnectorSchema,
): M {
  const ordered = columnDateOrders(mapping, dates, schema)
  const properties = { ...ordered.properties }
  for (const property of schema.properties) {
    const how = properties[property.name]
    if (how?.kind === 'entity') properties[property.name] = entityDateOrders(property, how, dates)
  }
  return { ...ordered, properties }
}
