import type { ConnectorSchema } from '../schema/schema'
import { checkBindings } from './bindings'
import { checkCard } from './check-card'
import { checkRules } from './check-rules'
import { templateLimits } from './limits'
import { linesOf, readCardText } from './read-card'
import type { TemplateDraft } from './template'

export interface TemplateProblem {
  severity: 'error' | 'warning'
  template: number
  field: 'templates' | 'id' | 'priority' | 'rules' | 'layout'
  message: string
  /** Of a rule: which, and which part of it. */
  rule?: number
  part?: 'property' | 'operation' | 'values'
  /** Of a layout: where in its text. */
  from?: number
  to?: number
  line?: number
}

/** Everything that Graph would refuse, and what it would take but show wrong. */
export function checkTemplates(
  templates: readonly TemplateDraft[],
  schema: ConnectorSchema,
): TemplateProblem[] {
  const found = templates.flatMap((template, index) => checkTemplate(template, index, templates, schema))
  const open = templates.filter(({ rules }) => rules.length === 0)
  if (templates.length > templateLimits.templates) {
    const message = `A connection has at most ${templateLimits.templates} search result templates. Delete one.`
    found.unshift({ severity: 'error', template: templateLimits.templates, field: 'templates', message })
  }
  const [first] = open
  const last = templates.reduce((most, { priority }) => Math.max(most, priority ?? 0), 0)
  if (first && templates.length > 1 && (first.priority ?? 0) < last) {
    const message =
      'Without rules it takes every item, so the other template is never shown. Add a rule, or give it the higher number.'
    found.push({ severity: 'warning', template: templates.indexOf(first), field: 'rules', message })
  }
  return found
}

function checkTemplate(
  template: TemplateDraft,
  index: number,
  all: readonly TemplateDraft[],
  schema: ConnectorSchema,
): TemplateProblem[] {
  const { id, priority, rules } = template
  const others = all.filter((_, other) => other !== index)
  const error = (field: TemplateProblem['field'], message: string): TemplateProblem => ({
    severity: 'error',
    template: index,
    field,
    message,
  })
  const found: TemplateProblem[] = []
  if (!/^[A-Za-z0-9]{1,16}$/.test(id)) found.push(error('id', 'Use 1 to 16 letters and digits.'))
  else if (others.some((other) => other.id.toLowerCase() === id.toLowerCase()))
    found.push(error('id', 'The other template has this id. Choose another.'))
  if (
    priority === null ||
    !Number.isInteger(priority) ||
    priority < 1 ||
    priority > templateLimits.maxPriority
  )
    found.push(error('priority', 'Use a whole number from 1 on; the lowest is tried first.'))
  else if (others.some((other) => other.priority === priority))
    found.push(error('priority', 'Both templates have this priority, so nothing says which is tried first.'))
  for (const { severity, rule, field: part, message } of checkRules(rules, schema))
    found.push({ severity, template: index, field: 'rules', rule, part, message })
  return [...found, ...checkLayout(template.layout, index, schema)]
}

function checkLayout(text: string, template: number, schema: ConnectorSchema): TemplateProblem[] {
  const { value, problem, place } = readCardText(text)
  const lineOf = linesOf(text)
  const at = (severity: 'error' | 'warning', message: string, from: number, to: number): TemplateProblem => ({
    severity,
    template,
    field: 'layout',
    message,
    from,
    to,
    line: lineOf(from),
  })
  if (problem) return [at('error', problem.message, problem.offset, problem.offset + problem.length)]
  return [...checkCard(value), ...checkBindings(value, schema)].map(({ severity, path, message }) => {
    const { from, to } = place(path)
    return at(severity, message, from, to)
  })
}
