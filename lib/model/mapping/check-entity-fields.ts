import { personLabelOf } from '../labels/person-entities'
import { entityFields } from '../people/people'
import type { ConnectorSchema, Property } from '../schema/schema'
import { datesAreOpen } from './check-columns'
import type { ColumnDates } from './date-order'
import { dateColumns } from './entity-dates'
import type { MappingDraft, PropertyMapping } from './mapping'
import { error, type MappingProblem, warning } from './mapping-problem'

/** What is wrong with the fields that are mapped into profile entities. Only people data needs all that is known of them. */
export function checkEntityFields(
  mapping: MappingDraft,
  schema: ConnectorSchema,
  dates: Readonly<Record<string, ColumnDates>>,
): MappingProblem[] {
  return schema.properties.flatMap((property) => {
    const how = mapping.properties[property.name]
    const label = personLabelOf(property)
    if (how?.kind !== 'entity' || !label || Object.keys(how.fields).length === 0) return []
    const open = dateColumns(property, how).filter(
      (column) => dates[column] === 'ask' && !how.dateOrders?.[column],
    )
    return [
      ...checkFields(property, label, how.fields),
      ...open.map((column) => datesAreOpen(property.name, column)),
    ]
  })
}

function checkFields(
  { name }: Property,
  label: string,
  fields: (PropertyMapping & { kind: 'entity' })['fields'],
): MappingProblem[] {
  const known = entityFields(label)
  const unknown = Object.keys(fields).filter((path) => !known.some((field) => field.path === path))
  const lacking = known.filter(({ path, required }) => required && !fields[path])
  return [
    ...unknown.map((path) => error(name, `${label} has no field '${path}'. Take it out of the mapping.`)),
    // Kinds of addresses and the like are filled in by the console.
    ...lacking
      .filter(({ path }) => !path.endsWith('type'))
      .map(({ title }) =>
        warning(name, `Choose a column for ${title} too: without it nobody sees the rest.`),
      ),
  ]
}
