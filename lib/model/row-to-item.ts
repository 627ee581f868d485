import { convertValue, shown } from './convert-value'
import { entitiesFrom, entityFrom } from './entity-from-row'
import { type Acl, annotation, bodyBytes, bodyLimits, type ExternalItem, type PropertyValue } from './item'
import { itemIdFrom } from './item-id'
import { defaultSeparator, type Mapping, type PropertyMapping } from './mapping'
import { checkEntities, checkEntity, type EntityProblem, personLabelOf } from './people'
import type { ConnectorSchema, Property } from './schema'

export interface RowToItem {
  /** The row of the table: column → text. */
  row: Record<string, string>
  mapping: Mapping
  schema: ConnectorSchema
  contentCategory: string | null | undefined
  tenantId: string
}

export interface ItemProblem {
  /** An error keeps the item from being sent; a warning does not. */
  severity: 'error' | 'warning'
  /** The schema property, or `itemId`, `content`, `item`. */
  field: string
  column?: string
  message: string
}

export interface RowResult {
  /** Exactly the body of the PUT, annotations included; null when there is an error. */
  item: ExternalItem | null
  /** The item's id in the address; null when the cell makes none. */
  itemId: string | null
  problems: ItemProblem[]
  /** Whom a people item is about, to be resolved before it is sent: user principal name or object id. */
  upn?: string
}

type Row = Record<string, string>
interface Made {
  value?: PropertyValue
  problems: ItemProblem[]
  upn?: string
}

/** The item of one row, with everything that keeps it from being sent or from being of use. */
export function rowToItem({ row, mapping, schema, contentCategory, tenantId }: RowToItem): RowResult {
  const people = contentCategory === 'people'
  const id = idOf(row, mapping, schema, people)
  const problems: ItemProblem[] = [...id.problems]
  const properties: ExternalItem['properties'] = {}
  let upn: string | undefined

  for (const property of schema.properties) {
    const how = mapping.properties[property.name]
    if (!how) continue
    const made = propertyFrom(row, property, how)
    problems.push(...made.problems)
    upn ??= made.upn
    if (made.value === undefined) continue
    const type = annotation(property.type, made.value)
    if (type) properties[`${property.name}@odata.type`] = type
    properties[property.name] = made.value
  }

  problems.push(...unknownProperties(mapping, schema))
  if (people && upn === undefined) problems.push(...accountMissing(schema, problems))
  if (Object.keys(properties).length === 0 && !hasErrors(problems)) {
    const message = 'The row has no value in any mapped column. Fill it in, or delete the row from the file.'
    problems.push({ severity: 'error', field: 'item', message })
  }

  const item: ExternalItem = { acl: [people ? everyone : granted(mapping.access, tenantId)], properties }
  const text = mapping.content && !people ? cell(row, mapping.content.column) : undefined
  if (mapping.content && text) item.content = { type: mapping.content.type, value: text }
  problems.push(...tooLarge(item))

  return {
    item: hasErrors(problems) ? null : item,
    itemId: id.itemId,
    problems,
    ...(upn === undefined ? {} : { upn }),
  }
}

const everyone: Acl = { type: 'everyone', value: 'everyone', accessType: 'grant' }
const granted = (type: Mapping['access'], value: string): Acl => ({ type, value, accessType: 'grant' })

const hasErrors = (problems: readonly ItemProblem[]) => problems.some(({ severity }) => severity === 'error')

/** A cell with nothing but spaces is an empty one. */
const cell = (row: Row, column: string) => {
  const text = row[column]
  return text === undefined || text.trim() === '' ? undefined : text
}

function problem(field: string, column: string | undefined, message: string): ItemProblem {
  return { severity: 'error', field, column, message }
}

function idOf(row: Row, mapping: Mapping, schema: ConnectorSchema, people: boolean) {
  const { column } = mapping.itemId
  const text = cell(row, column)
  if (text === undefined) {
    const message = `itemId: the cell in column '${column}' is empty. Give each row an id of its own, or map another column.`
    return { itemId: null, problems: [problem('itemId', column, message)] }
  }
  // Entra compares names without case; the item of a person must not depend on how a file spells them.
  const made = itemIdFrom(people && isAccountColumn(mapping, schema, column) ? text.toLowerCase() : text)
  if ('id' in made) return { itemId: made.id, problems: [] }
  const message = `itemId: ${shown(text)} in column '${column}' makes no item id. ${made.problem} Map a column with shorter ids.`
  return { itemId: null, problems: [problem('itemId', column, message)] }
}

function isAccountColumn(mapping: Mapping, schema: ConnectorSchema, column: string) {
  const account = schema.properties.find(({ labels }) => labels?.includes('personAccount'))
  const how = account && mapping.properties[account.name]
  return how?.kind === 'entity' && Object.values(how.fields).includes(column)
}

function propertyFrom(row: Row, property: Property, how: PropertyMapping): Made {
  const label = personLabelOf(property)
  if (how.kind === 'entity') {
    if (label) return fromEntity(row, property, label, how)
    const message = `${property.name}: only a property with a person label holds a profile entity. Map one column to it.`
    return { problems: [problem(property.name, undefined, message)] }
  }
  const text = cell(row, how.column)
  if (text === undefined) return { problems: [] }
  if (label) return fromJson(property, label, how.column, text)
  const converted = convertValue(property.type, text, how.separator)
  if ('problem' in converted) {
    const message = `${property.name}: ${converted.problem} Change the cell in column '${how.column}', or map another column.`
    return { problems: [problem(property.name, how.column, message)] }
  }
  const empty = Array.isArray(converted.value) && converted.value.length === 0
  return { value: empty ? undefined : converted.value, problems: [] }
}

function fromEntity(
  row: Row,
  property: Property,
  label: string,
  how: PropertyMapping & { kind: 'entity' },
): Made {
  const texts: Record<string, string> = {}
  for (const [path, column] of Object.entries(how.fields)) texts[path] = row[column] ?? ''
  const separator = how.separator ?? defaultSeparator
  const told = (found: readonly EntityProblem[]) =>
    found.map((one) => explain(property, one, how.fields[one.path]))

  if (property.type === 'stringCollection') {
    const { entities, problems } = entitiesFrom(label, texts, separator)
    return collection(entities, told([...problems, ...checkEntities(label, entities)]))
  }
  const { entity, problems } = entityFrom(label, texts, separator)
  return one(label, entity, told(problems))
}

/** A column that holds the JSON already: an object, or for a collection an array of objects. */
function fromJson(property: Property, label: string, column: string, text: string): Made {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    const message = `${property.name}: ${shown(text)} is not JSON, and the label ${label} needs a profile entity. Map its fields one by one instead.`
    return { problems: [problem(property.name, column, message)] }
  }
  const told = (found: readonly EntityProblem[]) => found.map((wrong) => explain(property, wrong, column))
  if (property.type === 'stringCollection') {
    const entities: unknown[] = Array.isArray(parsed) ? parsed : [parsed]
    const problems = [
      ...entities.flatMap((entity) => checkEntity(label, entity)),
      ...checkEntities(label, entities),
    ]
    return collection(entities, told(problems))
  }
  return one(label, parsed, told(checkEntity(label, parsed)))
}

const collection = (entities: readonly unknown[], problems: ItemProblem[]): Made => ({
  value: entities.length > 0 ? entities.map((entity) => JSON.stringify(entity)) : undefined,
  problems,
})

function one(label: string, entity: unknown, problems: ItemProblem[]): Made {
  if (entity === null) return { problems }
  const made: Made = { value: JSON.stringify(entity), problems }
  if (label !== 'personAccount') return made
  const { userPrincipalName, externalDirectoryObjectId } = entity as Record<string, unknown>
  const upn = userPrincipalName ?? externalDirectoryObjectId
  return typeof upn === 'string' ? { ...made, upn } : made
}

function explain(
  property: Property,
  { severity, path, message }: EntityProblem,
  column: string | undefined,
): ItemProblem {
  const where = column === undefined ? '' : ` Change the cell in column '${column}', or map another column.`
  const what = path === '' || message.startsWith(path) ? message : `${path}: ${message}`
  return {
    severity,
    field: property.name,
    column,
    message: `${property.name}: ${what}${severity === 'error' ? where : ''}`,
  }
}

function unknownProperties(mapping: Mapping, schema: ConnectorSchema): ItemProblem[] {
  const names = new Set(schema.properties.map(({ name }) => name))
  return Object.keys(mapping.properties)
    .filter((name) => !names.has(name))
    .map((name) =>
      problem(name, undefined, `${name}: the schema has no such property. Take it out of the mapping.`),
    )
}

/** Unless it was said already, what is wrong with the account. */
function accountMissing(schema: ConnectorSchema, known: readonly ItemProblem[]): ItemProblem[] {
  const name = schema.properties.find(({ labels }) => labels?.includes('personAccount'))?.name ?? 'item'
  if (known.some(({ field, severity }) => field === name && severity === 'error')) return []
  const message = `${name}: the row does not say whose profile it is. Fill in the user principal name, or delete the row.`
  return [problem(name, undefined, message)]
}

function tooLarge(item: ExternalItem): ItemProblem[] {
  let characters = lengthOf(item.content?.value)
  for (const value of Object.values(item.properties)) characters += lengthOf(value)
  // Measuring takes longer than making the item, and a character never takes more than 6 bytes.
  if (characters * 6 + 100_000 < bodyLimits.warn) return []
  const bytes = bodyBytes(item)
  if (bytes <= bodyLimits.warn) return []
  const size = `The item has ${(bytes / 1e6).toFixed(1)} MB`
  return bytes > bodyLimits.refuse
    ? [problem('item', undefined, `${size}; Graph takes at most 30 MB. Shorten the content.`)]
    : [{ severity: 'warning', field: 'item', message: `${size}; some clouds still take only 4 MB.` }]
}

const lengthOf = (value: unknown): number => {
  if (typeof value === 'string') return value.length
  return Array.isArray(value) ? value.reduce<number>((sum, part) => sum + 30 + lengthOf(part), 0) : 30
}
