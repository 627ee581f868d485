import { isDateTime } from '../rules/item-values'
import { enumMember, isObject, type Json } from '../rules/members'
import { entities } from './entities'
import type { Kind } from './entity-parts'

/**
 * The only members that beta metadata does not let be null (docs/graph-contract.md#people-required-members).
 */
const required: Record<string, string> = { itemEmail: 'type', itemPhone: 'type' }

const words: Record<string, string> = {
  text: 'a string',
  flag: 'true or false',
  number: 'a number',
  whole: 'a whole number',
  date: 'a date, YYYY-MM-DD',
  time: 'a time in ISO 8601',
  texts: 'an array of strings',
}
const fits: Record<string, (value: unknown) => boolean> = {
  text: (value) => typeof value === 'string',
  flag: (value) => typeof value === 'boolean',
  number: (value) => typeof value === 'number',
  whole: (value) => Number.isInteger(value),
  date: (value) => typeof value === 'string' && value.length === 10 && isDateTime(value),
  time: isDateTime,
  texts: (value) => Array.isArray(value) && value.every((one) => typeof one === 'string'),
}

function kindProblem(kind: Kind, value: unknown, at: string): string | undefined {
  if (typeof kind !== 'string') {
    return enumMember(kind, value) ? undefined : `${at} has to be one of ${kind.join(', ')}`
  }
  const [, entity, many] = /^=(\w+)(\[\])?$/.exec(kind) ?? []
  if (!entity) return fits[kind]?.(value) ? undefined : `${at} has to be ${words[kind]}`
  if (!many) return isObject(value) ? entityProblem(entity, value, `${at}.`) : `${at} has to be an object`
  if (!Array.isArray(value)) return `${at} has to be an array`
  return value
    .map((one, index) => kindProblem(`=${entity}`, one, `${at}[${index}]`))
    .find((problem) => problem !== undefined)
}

/** Why an entity of a profile cannot be read, in words. Members that the metadata lacks are passed over. */
export function entityProblem(entity: string, value: Json, path = ''): string | undefined {
  const members = entities[entity] ?? {}
  for (const [name, kind] of Object.entries(members)) {
    const [, member] = Object.entries(value).find(([key]) => key.toLowerCase() === name.toLowerCase()) ?? []
    const missing = member === undefined || member === null
    if (missing && required[entity] !== name) continue
    const problem = kindProblem(kind, member, `${path}${name}`)
    if (problem) return problem
  }
  return undefined
}
