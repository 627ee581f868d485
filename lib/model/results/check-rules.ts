import { propertyTypes } from '../schema/property-types'
import type { ConnectorSchema, Property } from '../schema/schema'
import { isRuleOperation, type RuleOperation, ruleOperations, ruleWords } from './operations'
import type { RuleDraft } from './template'

export interface RuleProblem {
  severity: 'error' | 'warning'
  rule: number
  field: 'property' | 'operation' | 'values'
  message: string
}

const texts = new Set(['string', 'stringCollection'])
const ordered = new Set(['int64', 'double', 'dateTime'])
const numbers = /^(int64|double)(Collection)?$/
const dates = /^dateTime(Collection)?$/

/** The operations that mean something for a type. */
export const operationsFor = (property: Property | undefined): RuleOperation[] =>
  ruleOperations.filter((operation) => !property || fits(operation, property))

function fits(operation: RuleOperation, { type }: Property) {
  if (operation === 'lessThan' || operation === 'greaterThan') return ordered.has(type)
  if (operation === 'startsWith') return type === 'string'
  if (operation === 'contains' || operation === 'notContains')
    return texts.has(type) || propertyTypes[type].collection
  return true
}

/** Checks the rules of a template against the types of the schema. */
export function checkRules(rules: readonly RuleDraft[], schema: ConnectorSchema): RuleProblem[] {
  const byName = new Map(schema.properties.map((property) => [property.name, property]))
  return rules.flatMap((rule, index): RuleProblem[] => {
    const at = (
      field: RuleProblem['field'],
      message: string,
      severity: RuleProblem['severity'] = 'error',
    ) => [{ severity, rule: index, field, message }]
    const property = byName.get(rule.property)
    if (rule.property === '') return at('property', 'Choose a property.')
    if (!property) return at('property', `The schema has no property "${rule.property}". Choose another.`)
    const operation = isRuleOperation(rule.operation) ? rule.operation : undefined
    if (!operation) return at('operation', `"${rule.operation}" is not an operation that is known here.`)
    if (!fits(operation, property)) {
      const message = `A ${propertyTypes[property.type].title.toLowerCase()} cannot be asked whether it ${ruleWords[operation]} a value.`
      return at('operation', message)
    }
    const found: RuleProblem[] = []
    if (!property.isRetrievable)
      found.push(...at('property', `${property.name} is not retrievable; search may not know it.`, 'warning'))
    if (operation === 'null') return found
    if (rule.values.length === 0 || rule.values.some((value) => value.trim() === ''))
      return [...found, ...at('values', 'Enter a value.')]
    const wrong = rule.values.find((value) => !readable(value, property))
    if (wrong !== undefined) found.push(...at('values', wrongValue(wrong, property)))
    return found
  })
}

function readable(value: string, { type }: Property) {
  if (numbers.test(type)) return value.trim() !== '' && Number.isFinite(Number(value))
  if (dates.test(type)) return /^\d{4}-\d{2}-\d{2}/.test(value) && !Number.isNaN(Date.parse(value))
  if (type === 'boolean') return /^(true|false)$/i.test(value)
  return true
}

function wrongValue(value: string, { type }: Property) {
  if (numbers.test(type)) return `"${value}" is not a number, which the property is.`
  if (type === 'boolean') return `"${value}" is neither true nor false, which the property is.`
  return `"${value}" is not a date such as 2026-05-31, which the property is.`
}
