import { type Converted, parts, toBoolean } from '../mapping/convert-value'
import { type DateOrder, readLocalDate } from '../mapping/date-order'
import { toDateTime } from '../mapping/date-time'
import { defaultSeparator } from '../mapping/mapping'
import { toDouble, toInt64 } from '../mapping/number-text'
import { isUpn } from '../mapping/principal-name'
import { shown } from '../mapping/shown'
import { checkEntity, type EntityProblem } from './check'
import type { FieldType } from './entity'
import { type EntityField, entityFields, entityOf } from './people'
import { collaborationTags } from './shapes'

export type Entity = Record<string, unknown>
/** By path; a source with lists gives the parts of a text apart. */
type Texts = Readonly<Record<string, string | readonly string[]>>

interface Reading {
  separator?: string
  /** By path: what comes first in dates that do not begin with the year. */
  orders?: Readonly<Record<string, DateOrder | undefined>>
}

/**
 * One profile entity from texts by path. Null when all texts are blank: what the console fills in of itself
 * makes no entity. Lists inside it are split at `separator`.
 */
export function entityFrom(
  label: string,
  texts: Texts,
  { separator = defaultSeparator, orders = {} }: Reading = {},
) {
  const problems: EntityProblem[] = []
  const values = new Map<string, unknown>()
  for (const [path, text] of Object.entries(texts)) {
    const field = fieldOf(label, path)
    const cells = typeof text === 'string' ? text.trim() : text.filter((part) => part.trim() !== '')
    if (!field) {
      const message = `${label} has no member ${path}. Take it out of the mapping.`
      problems.push({ severity: 'error', path, message })
    } else if (cells.length > 0) {
      const converted = convertField(field, cells, separator, orders[path])
      if ('problem' in converted) problems.push({ severity: 'error', path, message: converted.problem })
      else values.set(path, converted.value)
    }
  }
  if (values.size === 0) return { entity: null, problems }
  const entity = assembled(label, withDefaults(label, values))
  // A value that could not be read was reported already, so it is not reported as missing too.
  return { entity, problems: problems.length > 0 ? problems : checkEntity(label, entity) }
}

const fieldOf = (label: string, path: string) => entityFields(label).find((field) => field.path === path)

/**
 * One entity per part of the texts: `TypeScript;Rust` with `expert;elementary` makes two skills. A text with
 * one part serves every entity.
 */
export function entitiesFrom(
  label: string,
  texts: Texts,
  { separator = defaultSeparator, orders = {} }: Reading = {},
) {
  const split = Object.entries(texts).map(([path, text]) => [path, columnParts(text, separator)] as const)
  const count = Math.max(0, ...split.map(([, cells]) => cells.length))
  const uneven = split.find(([, cells]) => cells.length > 1 && cells.length !== count)
  if (uneven) {
    const [path, cells] = uneven
    const message = `${path} has ${cells.length} values where another column has ${count}. Give each the same number, divided by '${separator}'.`
    return { entities: [], problems: [{ severity: 'error' as const, path, message }] }
  }
  const shared = split.reduce((sum, [, cells]) => sum + single(cells).length, 0)
  if (count > mostEntities || count * shared > mostShared) {
    const message = `${label} has ${count} entries: more than an item can hold. Have fewer in a row.`
    return { entities: [], problems: [{ severity: 'error' as const, path: '', message }] }
  }
  const inner = separator === ',' ? ';' : ','
  const made = Array.from({ length: count }, (_, index) =>
    entityFrom(
      label,
      Object.fromEntries(split.map(([path, cells]) => [path, cells[index] ?? single(cells)])),
      { separator: inner, orders },
    ),
  )
  return {
    entities: made.flatMap(({ entity }) => (entity ? [entity] : [])),
    problems: made.flatMap(({ problems }) => problems),
  }
}

/** Of one property; and characters of texts that serve each of them. */
const mostEntities = 10_000
const mostShared = 30_000_000

const single = (cells: readonly string[]) => (cells.length === 1 ? (cells[0] ?? '') : '')

/** Empty parts in between keep their place, so that the columns stay side by side; those at the end do not count. */
function columnParts(text: string | readonly string[], separator: string) {
  const cells = (typeof text === 'string' ? text.split(separator) : text).map((cell) => cell.trim())
  return cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1)
}

const lists: readonly FieldType[] = ['list', 'tags', 'people']

function convertField(
  { path, type }: EntityField,
  cells: string | readonly string[],
  separator: string,
  order: DateOrder | undefined,
): Converted<unknown> {
  const several = typeof cells === 'string' ? parts(cells, separator) : cells.map((cell) => cell.trim())
  const [first = ''] = typeof cells === 'string' ? [cells] : several
  if (typeof cells !== 'string' && several.length > 1 && !lists.includes(type))
    return { problem: `${shown(several.join(', '))} is a list where one value is needed.` }
  const text = first
  if (typeof type !== 'string') return toWord(type, text)
  switch (type) {
    case 'text':
    case 'url':
    case 'guid':
    case 'upn':
      return { value: text }
    case 'integer':
      return toInt64(text)
    case 'number':
      return toDouble(text)
    case 'boolean':
      return toBoolean(text)
    case 'date':
      return toDate(text, order)
    case 'list':
      return { value: several }
    case 'tags':
      return toTags(several)
    case 'people':
      return { value: several.map((name) => person(path, name)) }
  }
}

const plain = (text: string) => text.toLowerCase().replace(/[^a-z]/g, '')
const otherWords: Record<string, string> = {
  work: 'business',
  office: 'business',
  cell: 'mobile',
  private: 'personal',
}

function toWord(words: FieldType & readonly string[], text: string): Converted<string> {
  const wanted = plain(text)
  const value =
    words.find((word) => plain(word) === wanted) ?? words.find((word) => word === otherWords[wanted])
  return value ? { value } : { problem: `${shown(text)} is not one of: ${words.join(', ')}.` }
}

function toTags(texts: readonly string[]): Converted<string[]> {
  const tags: string[] = []
  for (const text of texts) {
    const tag = toWord(collaborationTags, text)
    if ('problem' in tag) return tag
    tags.push(tag.value)
  }
  return { value: tags }
}

/** A month stands for its first day. A date has no room for a time, which may not get lost. */
function toDate(text: string, order: DateOrder | undefined): Converted<string> {
  const iso = (readLocalDate(text, order) ?? (/^\d{4}-\d{2}$/.test(text) ? `${text}-01` : text)).trim()
  const date = toDateTime(iso)
  if ('problem' in date) return date
  if (/[1-9]/.test(iso.slice(10).replace(/[+-][\d:]+$/, '')))
    return {
      problem: `${shown(text)} has a time of day, and only a day can be kept. Write it like 2026-01-31.`,
    }
  // The day where it was written, not the one in UTC.
  return { value: iso.slice(0, 10).replace(/[/.]/g, '-') }
}

const person = (path: string, name: string) => ({
  ...(isUpn(name) ? { userPrincipalName: name } : { displayName: name }),
  relationship: path === 'sponsors' ? 'sponsor' : 'colleague',
})

function withDefaults(label: string, values: Map<string, unknown>) {
  const defaults: Record<string, string | boolean> = { ...entityOf(label)?.defaults }
  if (label === 'personCurrentPosition') defaults.isCurrent = true
  if (label === 'personWorkPositions') defaults.isCurrent = false
  if (values.has('manager.userPrincipalName') || values.has('manager.displayName'))
    defaults['manager.relationship'] = 'manager'
  for (const [path, value] of Object.entries(defaults)) if (!values.has(path)) values.set(path, value)
  return values
}

/** Members come in the entity's own order: the same row always makes the same text and the same hash. */
function assembled(label: string, values: ReadonlyMap<string, unknown>): Entity {
  const entity: Entity = {}
  for (const { path } of entityFields(label)) {
    if (values.has(path)) put(entity, path, values.get(path))
  }
  return entity
}

function put(entity: Entity, path: string, value: unknown) {
  const names = path.split('.')
  let inner = entity
  for (const name of names.slice(0, -1)) {
    inner[name] ??= {}
    inner = inner[name] as Entity
  }
  inner[names.at(-1) ?? path] = value
}
