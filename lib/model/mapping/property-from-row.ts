import { parseJson, writeJson } from '../exact-json'
import type { PropertyValue } from '../items/item'
import { personLabelOf } from '../labels/person-entities'
import { checkEntities, checkEntity, type EntityProblem } from '../people/check'
import { entitiesFrom, entityFrom } from '../people/entity-from-row'

import type { Property } from '../schema/schema'
import { type Computed, nothingComputed } from './computed'
import { convertValue } from './convert-value'
import type { DateOrder } from './date-order'
import { type FieldValue, type FieldValues, fieldAt, isBlank, textOf } from './field-value'
import { defaultSeparator, type PropertyMapping } from './mapping'
import { shown } from './shown'

export interface ItemProblem {
  /** An error keeps the item from being sent; a warning does not. */
  severity: 'error' | 'warning'
  /** The schema property, or `itemId`, `content`, `item`. */
  field: string
  column?: string
  message: string
  /** Of a cause that a run counts by itself; unless given, the value does not fit. */
  code?: 'expression-failed' | 'unknown-reader'
}

interface Made {
  value?: PropertyValue
  problems: ItemProblem[]
  upn?: string
}

/** What a row holds in a column. A cell with nothing but spaces is an empty one. */
export const cell = (row: FieldValues, column: string): FieldValue | undefined => {
  const value = fieldAt(row, column)
  return isBlank(value) ? undefined : value
}

export function problem(field: string, column: string | undefined, message: string): ItemProblem {
  return { severity: 'error', field, column, message }
}

/** The value of one property from a row; none when its cells are empty and there is nothing for that case. */
export function propertyFrom(
  row: FieldValues,
  property: Property,
  how: PropertyMapping,
  computed: Computed = nothingComputed,
): Made {
  const label = personLabelOf(property)
  if (how.kind === 'entity') {
    if (label) return fromEntity(row, property, label, how)
    const message = `${property.name}: only a property with a person label holds a profile entity. Map one column to it.`
    return { problems: [problem(property.name, undefined, message)] }
  }
  const told = valueFor(row, property.name, how, computed)
  if ('problem' in told)
    return {
      problems: [
        {
          ...problem(property.name, undefined, `${property.name}: ${told.problem}`),
          code: 'expression-failed',
        },
      ],
    }
  const { value } = told
  if (value === undefined) return { problems: [] }
  const column = how.kind === 'column' ? how.column : undefined
  if (label) return fromJson(property, label, column, value)
  const converted = convertValue(property.type, value, told.typed ? { separator: how.separator } : how)
  if ('problem' in converted) {
    const message = `${property.name}: ${converted.problem} ${told.typed ? fixes.typed : fixes[how.kind](column)}`
    return { problems: [problem(property.name, column, message)] }
  }
  const empty = Array.isArray(converted.value) && converted.value.length === 0
  return { value: empty ? undefined : converted.value, problems: [] }
}

const fixes = {
  typed: 'Change it in the mapping.',
  column: (column: string | undefined) => `Change the cell in column '${column}', or map another column.`,
  expression: (_: string | undefined) => 'Change the expression.',
  constant: (_: string | undefined) => 'Change it in the mapping.',
}

type Single = Exclude<PropertyMapping, { kind: 'entity' }>

/** What is to be converted; `typed` in the mapping, and not written by the source in a format of its own. */
function valueFor(
  row: FieldValues,
  field: string,
  how: Single,
  computed: Computed,
): { value: FieldValue | undefined; typed: boolean } | { problem: string } {
  if (how.kind === 'constant') return { value: how.value, typed: true }
  let value: FieldValue | undefined
  if (how.kind === 'column') value = cell(row, how.column)
  else {
    const made = computed[field]
    if (made && 'problem' in made) return made
    value = made && !isBlank(made.value) ? made.value : undefined
  }
  return value === undefined ? { value: how.default, typed: true } : { value, typed: false }
}

function fromEntity(
  row: FieldValues,
  property: Property,
  label: string,
  how: PropertyMapping & { kind: 'entity' },
): Made {
  const texts: Record<string, string | string[]> = {}
  const orders: Record<string, DateOrder | undefined> = {}
  for (const [path, column] of Object.entries(how.fields)) {
    texts[path] = entityText(cell(row, column))
    orders[path] = how.dateOrders?.[column]
  }
  const separator = how.separator ?? defaultSeparator
  const told = (found: readonly EntityProblem[]) =>
    found.map((one) => explain(property, one, how.fields[one.path]))

  if (property.type === 'stringCollection') {
    const { entities, problems } = entitiesFrom(label, texts, { separator, orders })
    return collection(entities, told([...problems, ...checkEntities(label, entities)]))
  }
  const { entity, problems } = entityFrom(label, texts, { separator, orders })
  return one(label, entity, told(problems))
}

/** A list keeps its parts apart, so that none is split at a separator that stands in it. */
const entityText = (value: FieldValue | undefined): string | string[] =>
  Array.isArray(value)
    ? value.map((part) => (part === null ? '' : textOf(part)))
    : value === undefined
      ? ''
      : textOf(value)

/** A column that holds the entity already: an object or its JSON, or for a collection an array of objects. */
function fromJson(property: Property, label: string, column: string | undefined, value: FieldValue): Made {
  let parsed: unknown = value
  try {
    if (typeof value === 'string') parsed = parseJson(value)
  } catch {
    const text = textOf(value)
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
  value: entities.length > 0 ? entities.map((entity) => writeJson(entity)) : undefined,
  problems,
})

function one(label: string, entity: unknown, problems: ItemProblem[]): Made {
  if (entity === null) return { problems }
  const made: Made = { value: writeJson(entity), problems }
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
