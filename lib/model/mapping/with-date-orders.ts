import type { ConnectorSchema } from '../schema/schema'
import type { ColumnDates } from './date-order'
import { dateColumns } from './entity-dates'
import type { MappingDraft } from './mapping'

/** The mapping with the order of each mapped column whose values leave no doubt. */
export function withDateOrders<M extends MappingDraft>(
  mapping: M,
  dates: Readonly<Record<string, ColumnDates>>,
  schema: ConnectorSchema,
): M {
  const properties = { ...mapping.properties }
  for (const property of schema.properties) {
    const { name, type } = property
    const how = properties[name]
    if (how?.kind === 'entity') {
      const known = dateColumns(property, how).flatMap((column) => {
        const order = dates[column]
        return order && order !== 'ask' ? [[column, order] as const] : []
      })
      if (known.length > 0)
        properties[name] = { ...how, dateOrders: { ...Object.fromEntries(known), ...how.dateOrders } }
      continue
    }
    if (how?.kind !== 'column' || how.dateOrder || how.epoch || !type.startsWith('dateTime')) continue
    const order = dates[how.column]
    if (order && order !== 'ask') properties[name] = { ...how, dateOrder: order }
  }
  return { ...mapping, properties }
}
