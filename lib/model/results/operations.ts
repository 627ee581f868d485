export const ruleOperations = [
  'null',
  'equals',
  'notEquals',
  'contains',
  'notContains',
  'lessThan',
  'greaterThan',
  'startsWith',
] as const
export type RuleOperation = (typeof ruleOperations)[number]

export const ruleWords: Record<RuleOperation, string> = {
  null: 'has no value',
  equals: 'equals',
  notEquals: 'does not equal',
  contains: 'contains',
  notContains: 'does not contain',
  lessThan: 'is less than',
  greaterThan: 'is greater than',
  startsWith: 'starts with',
}

export const isRuleOperation = (text: string): text is RuleOperation =>
  ruleOperations.some((known) => known === text)
