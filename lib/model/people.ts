import { guid, isDay, isUpn } from './convert-value'
import { labelInfo } from './labels'
import {
  collaborationTags,
  type Entity,
  entities,
  type FieldType,
  relatedPerson,
  type Shape,
} from './people-entities'

/** A member of a profile entity that a column can fill. */
export interface EntityField {
  /** Members from the entity inwards, joined by dots: `detail.company.department`. */
  path: string
  type: FieldType
  title: string
  /** Without it the entity says nothing. */
  required: boolean
}

export interface EntityProblem {
  severity: 'error' | 'warning'
  /** Empty when it concerns the entity as a whole. */
  path: string
  message: string
}

/** The entity that values of a person label hold; undefined for other and for refused labels. */
export const entityOf = (label: string): Entity | undefined => entities[labelInfo(label).entity ?? '']

/** The person label of a property, if it carries one that holds an entity. */
export const personLabelOf = (property: { labels?: readonly string[] }) =>
  property.labels?.find((label) => entityOf(label) !== undefined)

const fieldsByLabel = new Map<string, EntityField[]>()

/** What a mapping can fill of the label's entity, in the order in which it is sent. */
export function entityFields(label: string): EntityField[] {
  const known = fieldsByLabel.get(label)
  if (known) return known
  const entity = entityOf(label)
  const required = (path: string) => entity?.minimum.every((paths) => paths.includes(path)) ?? false
  const fields = entity
    ? leaves(entity.shape).map((leaf) => ({ ...leaf, required: required(leaf.path) }))
    : []
  fieldsByLabel.set(label, fields)
  return fields
}

/** What is wrong with the value of a person label, parsed from its JSON. Unknown members pass, as with Graph. */
export function checkEntity(label: string, value: unknown): EntityProblem[] {
  const entity = entityOf(label)
  if (!entity) return [{ severity: 'error', path: '', message: `Nothing is known about the label ${label}.` }]
  if (!isObject(value)) return [{ severity: 'error', path: '', message: 'The value is not a JSON object.' }]
  return [...checkShape(entity, entity.shape, value, ''), ...checkMinimum(label, entity, value)]
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

/** The member of an entity at a path, undefined when there is none. */
export const member = (value: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((inner, name) => (isObject(inner) ? inner[name] : undefined), value)

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isEnumeration = (type: FieldType | Shape): type is readonly string[] => Array.isArray(type)
export const isShape = (type: FieldType | Shape): type is Shape =>
  typeof type === 'object' && !isEnumeration(type)

function leaves(shape: Shape, prefix = ''): { path: string; type: FieldType; title: string }[] {
  return Object.entries(shape).flatMap(([name, type]) => {
    const path = prefix + name
    return isShape(type) ? leaves(type, `${path}.`) : [{ path, type, title: titleOf(path) }]
  })
}

const spelled: Record<string, string> = {
  displayName: 'Name',
  first: 'First name',
  middle: 'Middle name',
  last: 'Last name',
  userPrincipalName: 'User principal name',
  externalDirectoryObjectId: 'Entra object id',
  employeeId: 'Employee id',
  webUrl: 'Web address',
  thumbnailUrl: 'Picture address',
  tag: 'Language tag',
  maiden: 'Maiden name',
  isCurrent: 'Current position',
  startMonthYear: 'Start date',
  endMonthYear: 'End date',
  completionMonthYear: 'Completion date',
}

/** `detail.company.department` is the department; `manager.displayName` the manager. */
function titleOf(path: string) {
  const names = path.split('.').filter((name) => name !== 'detail')
  const last = names.at(-1) ?? path
  const title = spelled[last] ?? sentence(last)
  if (names.length === 1) return title
  const of = sentence(names.slice(0, -1).map(sentence).join(' '))
  if (last === 'displayName' || last === 'name') return of
  return names.length === 2 && ofCompany.has(last) ? title : `${of} ${title.toLowerCase()}`
}

const ofCompany = new Set([
  'department',
  'secondaryDepartment',
  'officeLocation',
  'division',
  'costCenter',
  'companyCode',
])

const sentence = (name: string) => {
  const words = name
    .replace(/([A-Z])/g, ' $1')
    .toLowerCase()
    .replaceAll(/ +/g, ' ')
    .trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function checkShape(
  entity: Entity,
  shape: Shape,
  value: Record<string, unknown>,
  prefix: string,
): EntityProblem[] {
  return Object.entries(shape).flatMap(([name, type]) => {
    const path = prefix + name
    const found = value[name]
    const error = (message: string): EntityProblem[] => [{ severity: 'error', path, message }]
    if (found === undefined || found === null) {
      return entity.nonNullable?.includes(path) ? error(`${path} has to be given.`) : []
    }
    if (isShape(type)) {
      return isObject(found)
        ? checkShape(entity, type, found, `${path}.`)
        : error(`${path} is not an object.`)
    }
    if (type === 'people') return checkPeople(entity, found, path)
    const message = wrong(type, found)
    return message ? error(`${path} ${message}`) : []
  })
}

function checkPeople(entity: Entity, found: unknown, path: string): EntityProblem[] {
  if (!Array.isArray(found) || !found.every(isObject))
    return [{ severity: 'error', path, message: `${path} is not a list of people.` }]
  return found.flatMap((person, index) => checkShape(entity, relatedPerson, person, `${path}.${index}.`))
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
