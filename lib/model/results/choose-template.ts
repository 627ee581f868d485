import type { RuleDraft, TemplateDraft } from './template'

interface RuleTrace {
  rule: RuleDraft
  holds: boolean
  why: string
  /** Whether the answer is another one when letter case counts, which no page tells. */
  caseMatters: boolean
}

export interface TemplateTrace {
  /** Place in the list that was asked about. */
  index: number
  id: string
  priority: number | null
  matches: boolean
  wins: boolean
  rules: RuleTrace[]
  /** Some of its rules hold and some do not, so that it would fit if one of them were enough, which no page rules out. */
  joinMatters: boolean
}

type Item = Record<string, unknown>

/**
 * Which template shows an item: the first in ascending priority whose rules all hold. One without rules takes
 * every item. That they all have to is a reading: docs/graph-contract.md#template-rules-joined
 */
export function chooseTemplate(templates: readonly TemplateDraft[], item: Item): TemplateTrace[] {
  const traces = templates
    .map((template, index) => {
      const rules = template.rules.map((rule) => traceRule(rule, item))
      const { id, priority } = template
      const matches = rules.every(({ holds }) => holds)
      const joinMatters = !matches && rules.some(({ holds }) => holds)
      return { index, id, priority, rules, matches, joinMatters, wins: false }
    })
    .sort((one, other) => (one.priority ?? Infinity) - (other.priority ?? Infinity))
  const winner = traces.find(({ matches }) => matches)
  return traces.map((trace) => ({ ...trace, wins: trace === winner }))
}

function traceRule(rule: RuleDraft, item: Item): RuleTrace {
  const value = item[rule.property]
  const holds = evaluate(rule, value, false)
  const caseMatters = holds !== evaluate(rule, value, true)
  return { rule, holds, caseMatters, why: `${rule.property} is ${shown(value)}` }
}

const isEmpty = (value: unknown) =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)

function shown(value: unknown) {
  if (isEmpty(value)) return 'empty'
  const text = typeof value === 'string' ? `"${value}"` : JSON.stringify(value)
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}

function evaluate({ operation, values, valuesJoinedBy }: RuleDraft, value: unknown, exact: boolean): boolean {
  if (operation === 'null') return isEmpty(value)
  const all = (Array.isArray(value) ? value : [value]).filter((entry) => !isEmpty(entry))
  const fold = (text: string) => (exact ? text : text.toLowerCase())
  const one = (wanted: string): boolean => {
    const compare = (test: (has: string, wants: string) => boolean) =>
      all.some((entry) => test(fold(textOf(entry)), fold(wanted)))
    if (operation === 'equals') return compare((has, wants) => has === wants || order(has, wants) === 0)
    if (operation === 'notEquals') return !compare((has, wants) => has === wants || order(has, wants) === 0)
    if (operation === 'contains') return compare((has, wants) => has.includes(wants))
    if (operation === 'notContains') return !compare((has, wants) => has.includes(wants))
    if (operation === 'startsWith') return compare((has, wants) => has.startsWith(wants))
    if (operation === 'lessThan') return compare((has, wants) => order(has, wants) < 0)
    if (operation === 'greaterThan') return compare((has, wants) => order(has, wants) > 0)
    return false
  }
  if (values.length === 0) return false
  return valuesJoinedBy === 'and' ? values.every(one) : values.some(one)
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))

/** By number where both are numbers, by time where both are dates; NaN where neither can be said. */
function order(has: string, wants: string) {
  const numbers = [Number(has), Number(wants)]
  if (has.trim() !== '' && wants.trim() !== '' && numbers.every(Number.isFinite)) return difference(numbers)
  const dated = /^\d{4}-\d{2}-\d{2}/
  if (!dated.test(has) || !dated.test(wants)) return Number.NaN
  return difference([Date.parse(has), Date.parse(wants)])
}

const difference = ([one = Number.NaN, other = Number.NaN]: number[]) => one - other
