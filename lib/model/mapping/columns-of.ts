import { accessColumns } from './access-rules'
import type { Mapping, PropertyMapping } from './mapping'

export const columnsIn = (from: { column: string } | object) => ('column' in from ? [from.column] : [])

export const columnsOf = (how: PropertyMapping) =>
  how.kind === 'entity' ? [...new Set(Object.values(how.fields))] : columnsIn(how)

/** The columns that a mapping reads, but for those that its expressions name. */
export const columnsOfMapping = ({ itemId, properties, content, access }: Mapping): string[] => [
  ...columnsIn(itemId),
  ...Object.values(properties).flatMap(columnsOf),
  ...(content ? columnsIn(content) : []),
  ...accessColumns(access),
]
