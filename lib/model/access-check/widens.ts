import type { Acl } from '../items/item'

/** How the readers of an item change; both may be true. */
export interface AccessChange {
  /** Somebody may read it who could not. */
  gains: boolean
  loses: boolean
  /** Everyone may, guests or not, who could not as everyone. */
  toEveryone: boolean
}

/** Compares two access lists by what they name; who is in a group does not count here. */
export function accessChange(before: readonly Acl[], after: readonly Acl[]): AccessChange {
  const had = partsOf(before)
  const has = partsOf(after)
  const gains = [...has.grants].some((entry) => !covers(had, entry)) || missing(had.denies, has.denies)
  const loses = [...had.grants].some((entry) => !covers(has, entry)) || missing(has.denies, had.denies)
  return { gains, loses, toEveryone: isForEveryone(after) && !isForEveryone(before) }
}

/** Whether everyone may read, at least who is no guest, but for who is denied by name. */
export function isForEveryone(acl: readonly Acl[]): boolean {
  const { grants, denies } = partsOf(acl)
  if (denies.has('everyone') || denies.has('everyoneExceptGuests')) return false
  return grants.has('everyone') || grants.has('everyoneExceptGuests')
}

const partsOf = (acl: readonly Acl[]) => ({ grants: keysOf(acl, 'grant'), denies: keysOf(acl, 'deny') })

const keysOf = (acl: readonly Acl[], accessType: Acl['accessType']) =>
  new Set(acl.filter((entry) => entry.accessType === accessType).map(keyOf))

/** Everyone is written with the id of the tenant or as a word. */
const keyOf = ({ type, value }: Acl) =>
  type === 'everyone' || type === 'everyoneExceptGuests'
    ? type
    : `${type} ${type === 'externalGroup' ? value : value.toLowerCase()}`

const missing = (from: ReadonlySet<string>, there: ReadonlySet<string>) =>
  [...from].some((entry) => !there.has(entry))

/** Whether who is named by a grant could read anyway. */
const covers = ({ grants }: { grants: ReadonlySet<string> }, entry: string) =>
  grants.has(entry) || grants.has('everyone')
