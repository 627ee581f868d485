import type { ConnectorSchema } from '../schema/schema'
import type { ColumnDates } from './date-order'
import type { MappingDraft } from './mapping'

/** The mapping with the order of each mapped column whose values leave no doubt; not of those in profile entities. */
export function columnDateOrders<M extends MappingDraft>(
  mapping: M,
  dates: Readonly<Record<string, ColumnDates>>,
  schema: ConnectorSchema,
): M {
  const properties = { ...mapping.properties }
  for (const { name, type } of schema.properties) {
    const how = properties[name]
    if (how?.kind !== 'column' || how.dateOrder || how.epoch || !type.startsWith('dateTime')) continue
    const order = dates[how.column]
    if (order && order !== 'ask') properties[name] = { ...how, dateOrder: order }
  }
  return { ...mapping, properties }
}
