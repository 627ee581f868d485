import { personEntity } from '../labels/person-entities'
import { entities } from './entities'
import type { Entity, FieldType, Shape } from './entity'

/** A member of a profile entity that a column can fill. */
export interface EntityField {
  /** Members from the entity inwards, joined by dots: `detail.company.department`. */
  path: string
  type: FieldType
  title: string
  /** Without it the entity says nothing. */
  required: boolean
}

/** The entity that values of a person label hold; undefined for other and for refused labels. */
export const entityOf = (label: string): Entity | undefined => entities[personEntity(label) ?? '']

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

/** The member of an entity at a path, undefined when there is none. */
export const member = (value: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((inner, name) => (isObject(inner) ? inner[name] : undefined), value)

export const isObject = (value: unknown): value is Record<string, unknown> =>
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
