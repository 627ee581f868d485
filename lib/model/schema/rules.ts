import { checkAttributes } from './rules/attributes'
import { indexOf, subjectAt } from './rules/index-limits'
import { checkContent, checkPeople, checkPerson } from './rules/kind'
import { checkLabels } from './rules/labels'
import { schemaRules } from './rules/list'
import { checkNames } from './rules/names'
import type { Report, SchemaProblem, SchemaSetting } from './rules/problem'
import { checkUpdate } from './rules/update'
import type { ConnectorSchema } from './schema'

/** Everything that is wrong, property by property; errors are refused by Graph, warnings are not. */
export function checkSchema(schema: ConnectorSchema, setting: SchemaSetting = {}): SchemaProblem[] {
  const problems: SchemaProblem[] = []
  const report: Report = (rule, message, where, fixes) => {
    const problem: SchemaProblem = { rule, severity: schemaRules[rule].severity, message, ...where }
    problems.push(fixes?.length ? { ...problem, fixes } : problem)
  }
  const index = indexOf(schema, setting)
  for (const [place, property] of schema.properties.entries()) {
    const subject = subjectAt(property, place)
    checkNames(subject, index, report)
    checkAttributes(subject, report)
    checkLabels(subject, index, report)
    checkPerson(subject, index, report)
  }
  checkSize(schema, report)
  if (index.people) checkPeople(index, report)
  else if (schema.properties.length > 0) checkContent(index, report)
  if (setting.registered) checkUpdate(setting.registered, schema, report)
  return problems
}

export const hasErrors = (problems: readonly SchemaProblem[]) =>
  problems.some(({ severity }) => severity === 'error')

function checkSize({ baseType, properties: { length } }: ConnectorSchema, report: Report) {
  if (baseType !== 'microsoft.graph.externalItem')
    report('schema.baseType', `The base type has to be 'microsoft.graph.externalItem', not '${baseType}'.`)
  if (length === 0) report('schema.count', 'The schema is empty: add at least one property.')
  if (length > 128)
    report('schema.count', `A schema holds at most 128 properties: remove ${length - 128} of ${length}.`)
}
