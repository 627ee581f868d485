import { personLabelOf } from '../labels/person-entities'
import type { ConnectorSchema } from '../schema/schema'
import { accessColumns } from './access-rules'
import { checkAccess } from './check-access'
import { columnsIn, columnsOf } from './columns-of'
import type { ColumnDates } from './date-order'
import type { MappingDraft, PropertyMapping } from './mapping'
import { error, type MappingProblem, warning } from './mapping-problem'

/** Whether a property can get its value as the mapping says; the fields of profile entities are `checkEntityFields`'. */
export function checkColumns(
  mapping: MappingDraft,
  columns: readonly string[],
  schema: ConnectorSchema,
  contentCategory: string | null | undefined,
  dates: Readonly<Record<string, ColumnDates>> = {},
): MappingProblem[] {
  const people = contentCategory === 'people'
  const inFile = new Set(columns)
  const missing = (field: string, column: string): MappingProblem[] =>
    inFile.has(column)
      ? []
      : [
          error(
            field,
            `The file has no column '${column}'. Choose one of its columns, or upload a file that has it.`,
          ),
        ]

  return [
    ...(mapping.itemId
      ? columnsIn(mapping.itemId).flatMap((column) => missing('itemId', column))
      : [error('itemId', 'Choose the column that identifies each row: it becomes the id of the item.')]),
    ...Object.entries(mapping.properties).flatMap(([name, how]) => [
      ...checkProperty(name, how, schema),
      ...checkDates(name, how, schema, dates),
      ...columnsOf(how).flatMap((column) => missing(name, column)),
    ]),
    ...(mapping.content && !people
      ? columnsIn(mapping.content).flatMap((column) => missing('content', column))
      : []),
    ...unwritten('itemId', mapping.itemId),
    ...(people ? [] : unwritten('content', mapping.content)),
    ...(people ? [] : checkAccess(mapping.access)),
    ...(people ? [] : accessColumns(mapping.access).flatMap((column) => missing('access', column))),
    ...checkWhole(mapping, schema, people),
    ...(people ? checkAccount(mapping, schema) : []),
    ...unlabelled(mapping, schema),
  ]
}

/** An expression that was chosen and not written yet. */
const unwritten = (field: string, from: object | undefined) =>
  from && 'expression' in from && String(from.expression).trim() === ''
    ? [error(field, 'Write an expression, or choose a column.')]
    : []

function checkProperty(name: string, how: PropertyMapping, schema: ConnectorSchema): MappingProblem[] {
  const property = schema.properties.find((one) => one.name === name)
  if (!property) return [error(name, `The schema has no property '${name}'. Take it out of the mapping.`)]
  const label = personLabelOf(property)
  if (how.kind === 'entity') return checkEntity(name, label, how.fields)
  if (how.kind === 'constant') return how.value === '' ? [error(name, 'Write a value for all items.')] : []
  if (how.kind === 'expression') return unwritten(name, how)
  if (!label) return []
  return [
    warning(
      name,
      `The cells of '${how.column}' have to hold the JSON of a profile entity. Map its fields one by one instead.`,
    ),
  ]
}

/** Dates that can be read in two ways are asked about once, for the whole column. */
function checkDates(
  name: string,
  how: PropertyMapping,
  schema: ConnectorSchema,
  dates: Readonly<Record<string, ColumnDates>>,
): MappingProblem[] {
  const property = schema.properties.find((one) => one.name === name)
  const type = property?.type
  if (how.kind !== 'column' || how.dateOrder || how.epoch || !type?.startsWith('dateTime')) return []
  if (dates[how.column] !== 'ask') return []
  return [datesAreOpen(name, how.column)]
}

function checkEntity(name: string, label: string | undefined, fields: Readonly<Record<string, string>>) {
  if (!label)
    return [error(name, 'Only a property with a person label holds a profile entity. Choose one column.')]
  return Object.keys(fields).length > 0 ? [] : [error(name, 'Choose a column for at least one field.')]
}

export const datesAreOpen = (field: string, column: string) =>
  error(field, `The dates of '${column}' can be read in two ways. Choose what comes first in them.`)

function checkWhole(mapping: MappingDraft, schema: ConnectorSchema, people: boolean): MappingProblem[] {
  const problems: MappingProblem[] = []
  if (!schema.properties.some(({ name }) => mapping.properties[name]))
    problems.push(
      error('properties', 'No property has a column yet. Map at least one: Graph refuses items without any.'),
    )
  if (people && mapping.content)
    problems.push(warning('content', 'People items have no content: this column is not sent.'))
  if (!people && !mapping.content)
    problems.push(
      warning('content', 'Without a content column, search and Copilot know the properties only.'),
    )
  return problems
}

function checkAccount(mapping: MappingDraft, schema: ConnectorSchema): MappingProblem[] {
  const account = schema.properties.find(({ labels }) => labels?.includes('personAccount'))
  if (!account)
    return [error('properties', 'The schema has no property with the label personAccount. Add one first.')]
  const how = mapping.properties[account.name]
  if (how && how.kind !== 'entity') return []
  if (how?.fields.userPrincipalName || how?.fields.externalDirectoryObjectId) return []
  return [
    error(
      account.name,
      'Choose the column with the user principal name: it says whose profile each row belongs to.',
    ),
  ]
}

const forCopilot = ['title', 'url', 'iconUrl']

function unlabelled(mapping: MappingDraft, schema: ConnectorSchema): MappingProblem[] {
  return schema.properties.flatMap(({ name, labels }) => {
    const label = labels?.find((one) => forCopilot.includes(one))
    if (!label || mapping.properties[name]) return []
    return [warning(name, `${name} has no column, and Copilot needs ${label} to show an item.`)]
  })
}
