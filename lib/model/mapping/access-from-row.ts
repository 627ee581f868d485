import type { Acl } from '../items/item'
import type { AccessRules, ListedRule } from './access'
import { isListed } from './access-rules'
import type { Computed } from './computed'
import { parts } from './convert-value'
import { accessField } from './expressions-of'
import { type FieldValue, type FieldValues, isBlank, textOf } from './field-value'
import { guid, isUpn } from './principal-name'
import { cell, type ItemProblem, problem } from './property-from-row'
import { defaultSeparator } from './separator'
import { shown } from './shown'

/** The object ids of users by their names in lower case; null for those that the tenant does not have. */
export type Users = ReadonlyMap<string, string | null>

/** So many names a record may give a rule. An item of more would be too large for Graph. */
const mostNames = 100_000

interface Given {
  row: FieldValues
  computed: Computed
  users: Users
  tenantId: string
}

/** Who may read the item of a record, and which users it names that the tenant does not have. */
export function accessFromRow(access: AccessRules, given: Given) {
  const acl = new Map<string, Acl>()
  const problems: ItemProblem[] = []
  const missing: string[] = []
  let named = 0
  const add = (entry: Acl) => acl.set(`${entry.accessType} ${entry.type} ${entry.value}`, entry)

  for (const [at, rule] of access.rules.entries()) {
    if (!isListed(rule)) {
      add({ type: rule.type, value: given.tenantId, accessType: 'grant' })
      named += 1
      continue
    }
    const told = namesOf(rule, at, given)
    problems.push(...told.problems)
    for (const name of told.names) {
      if (rule.accessType === 'grant') named += 1
      const made = idOfPrincipal(rule, name, given.users)
      if ('value' in made) add({ type: rule.type, value: made.value, accessType: rule.accessType })
      else if ('missing' in made) missing.push(name)
      else problems.push(wrong(made.problem, columnOf(rule)))
    }
  }

  for (const name of missing) problems.push(unknown(name, access.missing))
  const entries = [...acl.values()]
  if (entries.some(({ accessType }) => accessType === 'grant') || problems.some(isError))
    return { acl: entries, problems, missing }
  // Whoever was meant is not in the tenant. To let everybody read instead would be the opposite.
  if (named > 0)
    return {
      acl: entries,
      problems: [...problems, wrong('none of those it names is in the tenant.')],
      missing,
    }
  if (access.whenEmpty === 'fail')
    return { acl: entries, problems: [...problems, wrong('the row names nobody who may read it.')], missing }
  add({ type: access.whenEmpty, value: given.tenantId, accessType: 'grant' })
  return { acl: [...acl.values()], problems, missing }
}

/** The users that a record names and that have to be looked up, as they are written. */
export function usersNamedBy(access: AccessRules, given: Omit<Given, 'users' | 'tenantId'>): string[] {
  return access.rules.flatMap((rule, at) =>
    isListed(rule) && rule.type === 'user'
      ? namesOf(rule, at, given).names.filter((name) => !guid.test(name) && isUpn(name))
      : [],
  )
}

function namesOf(rule: ListedRule, at: number, given: Pick<Given, 'row' | 'computed'>) {
  const told = allNamesOf(rule, at, given)
  if (told.names.length <= mostNames) return told
  const message = `the row names ${told.names.length}: more than an item can hold. Use a group.`
  return { names: [], problems: [wrong(message, columnOf(rule))] }
}

function allNamesOf({ from }: ListedRule, at: number, { row, computed }: Pick<Given, 'row' | 'computed'>) {
  if ('values' in from) return { names: from.values, problems: [] }
  const split = (value: FieldValue | undefined): string[] => {
    if (value === undefined || isBlank(value)) return []
    if (Array.isArray(value)) return value.flatMap((part) => (isBlank(part) ? [] : [textOf(part).trim()]))
    return parts(textOf(value), from.separator ?? defaultSeparator)
  }
  if ('column' in from) return { names: split(cell(row, from.column)), problems: [] }
  const made = computed[accessField(at)]
  if (made && 'problem' in made) return { names: [], problems: [expressionFailed(made.problem)] }
  return { names: split(made?.value), problems: [] }
}

function idOfPrincipal(
  { type }: ListedRule,
  name: string,
  users: Users,
): { value: string } | { problem: string } | { missing: true } {
  if (type === 'externalGroup')
    return /^[\w-]{1,128}$/.test(name)
      ? { value: name }
      : { problem: `${shown(name)} is no id of an external group: up to 128 letters, digits, - and _.` }
  if (guid.test(name)) return { value: name.toLowerCase() }
  if (type === 'group')
    return { problem: `${shown(name)} is not the object id of a group. Use the id that Entra shows for it.` }
  if (!isUpn(name))
    return { problem: `${shown(name)} is neither a user principal name nor the object id of a user.` }
  const id = users.get(name.toLowerCase())
  return id ? { value: id } : { missing: true }
}

const columnOf = ({ from }: ListedRule) => ('column' in from ? from.column : undefined)
const isError = ({ severity }: ItemProblem) => severity === 'error'

const wrong = (message: string, column?: string): ItemProblem =>
  problem('access', column, `Who may read: ${message}`)

const expressionFailed = (message: string): ItemProblem => ({
  ...wrong(message),
  code: 'expression-failed',
})

const unknown = (name: string, missing: AccessRules['missing']): ItemProblem => ({
  severity: missing === 'fail' ? 'error' : 'warning',
  field: 'access',
  code: 'unknown-reader',
  message:
    missing === 'fail'
      ? `Who may read: the tenant has no user ${shown(name)}. Correct the name, or let rows be sent without such users.`
      : `Who may read: the tenant has no user ${shown(name)}, who is left out.`,
})
