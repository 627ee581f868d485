import { labelInfo } from '../labels/labels'
import { isDay } from '../mapping/date-time'
import { guid, isUpn } from '../mapping/principal-name'
import type { Entity, FieldType, Shape } from './entity'
import { entityOf, isObject, isShape, member } from './people'
import { collaborationTags, relatedPerson } from './shapes'

export interface EntityProblem {
  severity: 'error' | 'warning'
  /** Empty when it concerns the entity as a whole. */
  path: string
  message: string
}

/** What is wrong with the value of a person label, parsed from its JSON. Unknown members pass, as with Graph. */
export function checkEntity(label: string, value: unknown): EntityProblem[] {
  const entity = entityOf(label)
  if (!entity) return [{ severity: 'error', path: '', message: `Nothing is known about the label ${label}.` }]
  if (!isObject(value)) return [{ severity: 'error', path: '', message: 'The value is not a JSON object.' }]
  return [
    ...checkGiven(entity, value),
    ...checkShape(entity.shape, value, ''),
    ...checkMinimum(label, entity, value),
  ]
}

/** What is wrong with the values of a label taken together. */
export function checkEntities(label: string, values: readonly unknown[]): EntityProblem[] {
  const { maxItems } = labelInfo(label)
  if (maxItems !== null && values.length > maxItems) {
    const message = `There are ${values.length} values, and ${label} takes at most ${maxItems}. Leave out the rest.`
    return [{ severity: 'error', path: '', message }]
  }
  if (label !== 'personAddresses') return []
  const kinds = values.map((value) => member(value, 'detail.type'))
  const twice = kinds.find((kind, index) => kinds.indexOf(kind) !== index)
  if (twice === undefined) return []
  const message = `Two addresses are of the kind '${twice}'; one each of home, business and other is allowed. Map a column to detail.type.`
  return [{ severity: 'error', path: 'detail.type', message }]
}

function checkShape(shape: Shape, value: Record<string, unknown>, prefix: string): EntityProblem[] {
  const problems: EntityProblem[] = []
  for (const name in value) {
    const type = Object.hasOwn(shape, name) ? shape[name] : undefined
    const found = value[name]
    if (type === undefined || found === undefined || found === null) continue
    const path = prefix + name
    if (isShape(type) && isObject(found)) problems.push(...checkShape(type, found, `${path}.`))
    else if (type === 'people') problems.push(...checkPeople(found, path))
    else {
      const message = isShape(type) ? 'is not an object.' : wrong(type, found)
      if (message) problems.push({ severity: 'error', path, message: `${path} ${message}` })
    }
  }
  return problems
}

const checkGiven = (entity: Entity, value: Record<string, unknown>): EntityProblem[] =>
  (entity.nonNullable ?? [])
    .filter((path) => (member(value, path) ?? null) === null)
    .map((path) => ({ severity: 'error', path, message: `${path} has to be given.` }))

function checkPeople(found: unknown, path: string): EntityProblem[] {
  if (!Array.isArray(found) || !found.every(isObject))
    return [{ severity: 'error', path, message: `${path} is not a list of people.` }]
  return found.flatMap((person, index) => checkShape(relatedPerson, person, `${path}.${index}.`))
}

function wrong(type: Exclude<FieldType, 'people'>, value: unknown): string | undefined {
  if (typeof type !== 'string') {
    return type.includes(String(value)) ? undefined : `is '${value}', not one of: ${type.join(', ')}.`
  }
  const text = typeof value === 'string' ? value : undefined
  switch (type) {
    case 'text':
      return text === undefined ? 'is not a text.' : undefined
    case 'upn':
      return text !== undefined && isUpn(text)
        ? undefined
        : `is '${value}', not a user principal name like adele@contoso.com.`
    case 'guid':
      return text !== undefined && guid.test(text)
        ? undefined
        : `is '${value}', not an object id of Entra (a GUID).`
    case 'url':
      return text !== undefined && isWebUrl(text)
        ? undefined
        : `is '${value}', not a complete address that begins with https://.`
    case 'date':
      return text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) && isDay(text)
        ? undefined
        : `is '${value}', not a date like 2026-01-31.`
    case 'integer':
      return Number.isSafeInteger(value) ? undefined : `is '${value}', not a whole number.`
    case 'number':
      return Number.isFinite(value) ? undefined : `is '${value}', not a number.`
    case 'boolean':
      return typeof value === 'boolean' ? undefined : `is '${value}', not true or false.`
    case 'list':
      return isTexts(value) ? undefined : 'is not a list of texts.'
    case 'tags':
      return isTexts(value) && value.every((tag) => collaborationTags.includes(tag))
        ? undefined
        : `may list only: ${collaborationTags.join(', ')}.`
  }
}

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((text) => typeof text === 'string')

const isWebUrl = (text: string) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)

function checkMinimum(label: string, entity: Entity, value: object): EntityProblem[] {
  const given = (path: string) => {
    const found = member(value, path)
    return found !== undefined && found !== null && found !== ''
  }
  if (entity.minimum.some((paths) => paths.every(given))) return []
  const wanted = entity.minimum.map((paths) => paths.join(' and ')).join(', or ')
  // Only the account decides whose profile it is; of the others Graph takes what there is.
  return label === 'personAccount'
    ? [{ severity: 'error', path: '', message: `Whose profile this is, is not said: give ${wanted}.` }]
    : [{ severity: 'warning', path: '', message: `Give ${wanted}: without it nobody sees the rest.` }]
}
