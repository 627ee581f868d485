import type { Access, AccessRule, ListedRule } from './access'

export const rulesOf = (access: Access): readonly AccessRule[] =>
  typeof access === 'string' ? [] : access.rules

export const isListed = (rule: AccessRule): rule is ListedRule => 'from' in rule

/** Whether it takes the directory to know who may read an item. */
export const namesUsers = (access: Access) => rulesOf(access).some(({ type }) => type === 'user')

/** The columns that the rules read. */
export const accessColumns = (access: Access): string[] =>
  rulesOf(access).flatMap((rule) => (isListed(rule) && 'column' in rule.from ? [rule.from.column] : []))
