import { type Acl, annotation, bodyBytes, bodyLimits, type ExternalItem, everybody } from '../items/item'
import { charactersOf, lengthOf } from '../items/item-size'
import type { ConnectorSchema } from '../schema/schema'
import type { Access } from './access'
import { accessFromRow, type Users } from './access-from-row'
import { type Computed, nothingComputed } from './computed'
import { convertValue } from './convert-value'
import { type FieldValues, isBlank } from './field-value'
import { idOf } from './item-id-of'
import type { Mapping } from './mapping'
import { cell, type ItemProblem, problem, propertyFrom } from './property-from-row'

export type { ItemProblem } from './property-from-row'

export interface RowToItem {
  /** What the record holds, by the names of its fields. */
  row: FieldValues
  mapping: Mapping
  schema: ConnectorSchema
  contentCategory: string | null | undefined
  tenantId: string
  /** What the expressions of the mapping made of the record. */
  computed?: Computed
  /** The users that the record names (`usersNamedBy`). */
  users?: Users
}

export interface RowResult {
  /** Exactly the body of the PUT, annotations included; null when there is an error. */
  item: ExternalItem | null
  /** The item's id in the address; null when the cell makes none. */
  itemId: string | null
  /** The body as far as it can be made, also when it cannot be sent. */
  body: ExternalItem
  problems: ItemProblem[]
  /** The users without whom its access list is sent, because the tenant does not have them. */
  leftOut: string[]
  /** Whom a people item is about, to be resolved before it is sent: user principal name or object id. */
  upn?: string
}

/** The item of one row, with everything that keeps it from being sent or from being of use. */
export function rowToItem({
  row,
  mapping,
  schema,
  contentCategory,
  tenantId,
  computed = nothingComputed,
  users = new Map(),
}: RowToItem): RowResult {
  const people = contentCategory === 'people'
  const id = idOf(row, mapping, schema, people, computed)
  const problems: ItemProblem[] = [...id.problems]
  const properties: ExternalItem['properties'] = {}
  let upn: string | undefined
  let characters = 0

  for (const property of schema.properties) {
    const how = mapping.properties[property.name]
    if (!how) continue
    const made = propertyFrom(row, property, how, computed)
    for (const one of made.problems) problems.push(one)
    upn ??= made.upn
    if (made.value === undefined) continue
    const type = annotation(property.type, made.value)
    if (type) properties[`${property.name}@odata.type`] = type
    properties[property.name] = made.value
    characters += lengthOf(made.value)
    // A row may have one text for very many properties. What is refused need not be made to its end.
    if (characters > farTooMany) break
  }

  problems.push(...unknownProperties(mapping, schema))
  if (people && upn === undefined) problems.push(...accountMissing(schema, problems))
  if (Object.keys(properties).length === 0 && !hasErrors(problems)) {
    const message = 'The row has no value in any mapped column. Fill it in, or delete the row from the file.'
    problems.push({ severity: 'error', field: 'item', message })
  }

  const access = people
    ? { ...readable, acl: [everybody] }
    : accessOf(mapping.access, { row, computed, users, tenantId })
  for (const one of access.problems) problems.push(one)
  const item: ExternalItem = { acl: access.acl, properties }
  const content = mapping.content && !people ? contentOf(row, mapping.content, computed) : nothing
  if (content.value) item.content = content.value
  problems.push(...content.problems)
  problems.push(...tooLarge(item))

  return {
    item: hasErrors(problems) ? null : item,
    body: item,
    itemId: id.itemId,
    problems,
    leftOut: access.missing,
    ...(upn === undefined ? {} : { upn }),
  }
}

const nothing: ReturnType<typeof contentOf> = { problems: [] }
const readable: { problems: ItemProblem[]; missing: string[] } = { problems: [], missing: [] }

const accessOf = (access: Access, given: Parameters<typeof accessFromRow>[1]) =>
  typeof access === 'string'
    ? { ...readable, acl: [{ type: access, value: given.tenantId, accessType: 'grant' } satisfies Acl] }
    : accessFromRow(access, given)

const hasErrors = (problems: readonly ItemProblem[]) => problems.some(({ severity }) => severity === 'error')

function contentOf(
  row: FieldValues,
  content: NonNullable<Mapping['content']>,
  computed: Computed,
): { value?: ExternalItem['content']; problems: ItemProblem[] } {
  const { type } = content
  const column = 'column' in content ? content.column : undefined
  const failed = (message: string, code?: ItemProblem['code']) => ({
    problems: [{ ...problem('content', column, `content: ${message}`), code }],
  })
  const told = 'column' in content ? { value: cell(row, content.column) } : computed['the content']
  if (told && 'problem' in told) return failed(told.problem, 'expression-failed')
  if (told?.value === undefined || isBlank(told.value)) return { problems: [] }
  const made = convertValue('string', told.value)
  if ('problem' in made) return failed(made.problem)
  return { value: { type, value: String(made.value) }, problems: [] }
}

function unknownProperties(mapping: Mapping, schema: ConnectorSchema): ItemProblem[] {
  return Object.keys(mapping.properties)
    .filter((mapped) => !schema.properties.some(({ name }) => name === mapped))
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

const farTooMany = 2 * bodyLimits.refuse

function tooLarge(item: ExternalItem): ItemProblem[] {
  const characters = charactersOf(item)
  // Measuring takes longer than making the item, and a character never takes more than 6 bytes.
  if (characters * 6 + 100_000 < bodyLimits.warn) return []
  // Nor less than one; what is far too large fits no memory as JSON.
  const bytes = characters > farTooMany ? characters : bodyBytes(item)
  if (bytes <= bodyLimits.warn) return []
  const size = `The item has ${(bytes / 1e6).toFixed(1)} MB`
  return bytes > bodyLimits.refuse
    ? [problem('item', undefined, `${size}; Graph takes at most 30 MB. Shorten the content.`)]
    : [{ severity: 'warning', field: 'item', message: `${size}; some clouds still take only 4 MB.` }]
}
