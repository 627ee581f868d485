import type { AclEntry } from '../rules/acl-rules'
import { isObject, type Json } from '../rules/members'
import { entityProblem } from './entity-check'
import type { PersonKind, PersonProperties } from './person-properties'

export type IgnoredValue = { property: string; value: string; reason: string }
export type PersonValue = { property: string; kind: PersonKind; value: Json }

/** Looks a directory user up by user principal name or object id. */
export type FindUser = (key: string) => { id: string; mail: string | null } | undefined

export type Person = {
  /** The user whose profile the item adds to; undefined when there is none. */
  userId: string | undefined
  values: PersonValue[]
  /** Properties that are no entity. */
  custom: { property: string; value: unknown }[]
  ignored: IgnoredValue[]
}

type Item = { acl?: AclEntry[]; properties?: Json }

/**
 * What the profile service takes from an item, and what it drops silently
 * (docs/graph-contract.md#people-silent). Graph answers 200 all the same; only the inspector shows what was
 * dropped.
 */
export function readPerson(item: Item, { generation, kinds }: PersonProperties, findUser: FindUser): Person {
  const values: PersonValue[] = []
  const custom: Person['custom'] = []
  const ignored: IgnoredValue[] = []
  const open = item.acl?.some(({ type, accessType }) => type === 'everyone' && accessType === 'grant')
  if (!open) ignored.push({ property: 'acl', value: '', reason: 'the item is not granted to everyone' })

  let userId: string | undefined
  for (const [property, kind] of kinds) {
    const entries = entriesOf(item.properties?.[property], generation)
    const seen = new Set<string>()
    for (const [index, { text, entity }] of entries.entries()) {
      const account = kind.label === 'personAccount' && isObject(entity) ? accountOf(entity, findUser) : {}
      const reason = problemOf(kind, entity, index, seen) ?? account.problem
      if (reason !== undefined) ignored.push({ property, value: text.slice(0, 500), reason })
      else if (isObject(entity)) values.push({ property, kind, value: entity })
      if (reason === undefined) userId ??= account.id
    }
    if (kind.label === 'personAccount' && entries.length === 0) {
      ignored.push({ property, value: '', reason: 'the item names no account' })
    }
  }
  for (const [property, value] of Object.entries(item.properties ?? {})) {
    if (!kinds.has(property) && !property.includes('@')) custom.push({ property, value })
  }
  return { userId: open ? userId : undefined, values, custom, ignored }
}

type Entry = { text: string; entity: unknown }

function entriesOf(value: unknown, generation: PersonProperties['generation']): Entry[] {
  const list = (Array.isArray(value) ? value : [value]).filter((text) => typeof text === 'string')
  return list.flatMap((text): Entry[] => {
    const entity = parse(text)
    if (generation === 'labels' || !Array.isArray(entity)) return [{ text, entity }]
    return entity.map((one: unknown) => ({ text: JSON.stringify(one), entity: one }))
  })
}

function problemOf(
  { label, entity: type, most }: PersonKind,
  entity: unknown,
  index: number,
  seen: Set<string>,
) {
  if (most !== undefined && index >= most) return `only ${most} values of ${label} are taken`
  if (entity === undefined) return 'not valid JSON'
  if (!isObject(entity)) return 'the JSON is not one object'
  const problem = entityProblem(type, entity)
  if (problem) return problem
  if (label !== 'personAddresses') return undefined
  const place = isObject(entity.detail) ? String(entity.detail.type ?? 'unknown').toLowerCase() : 'unknown'
  if (seen.has(place)) return `there is an address of type ${place} already`
  seen.add(place)
  return undefined
}

function accountOf(account: Json, findUser: FindUser): { id?: string; problem?: string } {
  const keys = [account.userPrincipalName, account.externalDirectoryObjectId].filter(
    (key) => typeof key === 'string' && key !== '',
  )
  if (keys.length === 0) {
    return { problem: 'the account has neither userPrincipalName nor externalDirectoryObjectId' }
  }
  const user = keys.map((key) => findUser(String(key))).find((found) => found !== undefined)
  if (!user) return { problem: `no user matches ${keys.join(' or ')}` }
  return user.mail ? { id: user.id } : { problem: 'the user has no mailbox' }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
