import { personLabelOf } from '../labels/person-entities'
import { entityFields } from '../people/people'
import type { ConnectorSchema, Property } from '../schema/schema'
import { contentColumns, entityColumns, idColumns, labelColumns } from './column-names'
import { defaultSeparator, type MappingDraft, type PropertyMapping } from './mapping'

export { checkMapping } from './check'

/** `Job title`, `job_title` and `JobTitle` are the same name. */
const plain = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

class Columns {
  private readonly byName = new Map<string, string>()
  private readonly used = new Set<string>()

  constructor(readonly all: readonly string[]) {
    for (const column of all) {
      const name = plain(column)
      if (name !== '' && !this.byName.has(name)) this.byName.set(name, column)
    }
  }

  find(names: readonly string[], { unusedOnly = false } = {}) {
    for (const name of names) {
      const column = this.byName.get(plain(name))
      if (column !== undefined && !(unusedOnly && this.used.has(column))) return column
    }
    return undefined
  }

  use(column: string) {
    this.used.add(column)
    return column
  }
}

/** A first mapping, by the names of columns and properties. What has no likely column stays unmapped. */
export function suggestMapping(
  columnNames: readonly string[],
  schema: ConnectorSchema,
  contentCategory: string | null | undefined,
): MappingDraft {
  const people = contentCategory === 'people'
  const columns = new Columns(columnNames)
  const properties: Record<string, PropertyMapping> = {}

  // A column goes first to the property of its name; only what is left may go by the label's usual names.
  for (const property of schema.properties) {
    if (personLabelOf(property)) continue
    const column = columns.find([property.name, ...(property.aliases ?? [])])
    if (column) properties[property.name] = byColumn(property, columns.use(column))
  }
  for (const property of schema.properties) {
    const label = personLabelOf(property)
    if (label) {
      const entity = byEntity(property, label, columns)
      if (entity) properties[property.name] = entity
    } else if (!properties[property.name]) {
      const usual = (property.labels ?? []).flatMap((name) => labelColumns[name] ?? [])
      const column = columns.find(usual, { unusedOnly: true })
      if (column) properties[property.name] = byColumn(property, columns.use(column))
    }
  }

  const content = people ? undefined : columns.find(contentColumns, { unusedOnly: true })
  const id = people ? accountColumn(schema, properties) : idColumn(columns)
  return {
    ...(id === undefined ? {} : { itemId: { column: id } }),
    properties,
    ...(content === undefined
      ? {}
      : { content: { column: content, type: /html/i.test(content) ? 'html' : 'text' } }),
    access: people ? 'everyone' : 'everyoneExceptGuests',
  }
}

function byColumn({ type }: Property, column: string): PropertyMapping {
  return type.endsWith('Collection')
    ? { kind: 'column', column, separator: defaultSeparator }
    : { kind: 'column', column }
}

function byEntity(property: Property, label: string, columns: Columns): PropertyMapping | undefined {
  const fields: Record<string, string> = {}
  const usual = entityColumns[label] ?? {}
  const [main = ''] = Object.keys(usual)
  for (const { path } of entityFields(label)) {
    const own = path === main ? [property.name, ...(property.aliases ?? [])] : []
    const exact = path.includes('.') ? [path] : []
    const column = columns.find([`${property.name} ${path}`, ...exact, ...(usual[path] ?? []), ...own])
    if (column) fields[path] = columns.use(column)
  }
  // A person is found by one key, and the name is the one that admins can read.
  if (label === 'personAccount' && fields.userPrincipalName) delete fields.externalDirectoryObjectId
  if (property.type !== 'stringCollection')
    return Object.keys(fields).length > 0 ? { kind: 'entity', fields } : undefined
  return fields[main] ? { kind: 'entity', fields, separator: defaultSeparator } : undefined
}

/** The account is what identifies the item of a person (docs/graph-contract.md#people-account). */
function accountColumn(schema: ConnectorSchema, properties: Readonly<Record<string, PropertyMapping>>) {
  const account = schema.properties.find(({ labels }) => labels?.includes('personAccount'))
  const how = account && properties[account.name]
  if (how?.kind !== 'entity') return undefined
  return how.fields.userPrincipalName ?? how.fields.externalDirectoryObjectId
}

const idColumn = (columns: Columns) =>
  columns.find(idColumns) ??
  columns.all.find((column) => /[\s_.-]id$/i.test(column) || /[a-z0-9](Id|ID)$/.test(column))
