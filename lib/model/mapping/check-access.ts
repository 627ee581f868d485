import type { Access, Whom } from './access'
import { isListed, rulesOf } from './access-rules'
import type { MappingProblem } from './mapping-problem'
import { guid } from './principal-name'
import { shown } from './shown'

/** What is wrong with the rules of who may read, whatever the records hold. */
export function checkAccess(access: Access): MappingProblem[] {
  const rules = rulesOf(access)
  const error = (message: string): MappingProblem => ({ severity: 'error', field: 'access', message })
  const grants = rules.filter((rule) => !isListed(rule) || rule.accessType === 'grant')
  if (typeof access !== 'string' && grants.length === 0 && access.whenEmpty === 'fail')
    return [error('The rules only deny, so nobody could read an item. Add a rule that grants.')]
  return rules.flatMap((rule, at) => {
    if (isListed(rule) && isUnsaid(rule.from)) return [error(`Say whom rule ${at + 1} is about.`)]
    if (!isListed(rule) || rule.type !== 'group' || !('values' in rule.from)) return []
    return rule.from.values
      .filter((value) => !guid.test(value))
      .map((value) =>
        error(`${shown(value)} is not the object id of a group. Use the id that Entra shows for it.`),
      )
  })
}

const isUnsaid = (from: Whom) =>
  'values' in from
    ? from.values.every((value) => value.trim() === '')
    : 'expression' in from && from.expression.trim() === ''
