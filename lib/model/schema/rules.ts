import { checkAttributes } from './rules/attributes'
import { indexOf, subjectAt } from './rules/index-limits'
import { checkContent, checkPeople, checkPerson } from './rules/kind'
import { checkLabels } from './rules/labels'
import { type SchemaRuleId, schemaRules } from './rules/list'
import { checkNames } from './rules/names'
import { checkUpdate } from './rules/update'
import type { ConnectorSchema, Property } from './schema'

export interface SchemaFix {
  label: string
  /** To be merged into the problem's property; for a problem without `property`, a whole property to add. */
  change: Partial<Property>
}

export interface SchemaProblem {
  rule: SchemaRuleId
  severity: 'error' | 'warning'
  /** Place of the property in the schema; none when the problem concerns the schema as a whole. */
  property?: number
  field?: keyof Property
  message: string
  fixes?: SchemaFix[]
}

export interface SchemaSetting {
  contentCategory?: string | null
  /** What Graph has now. A schema that is registered can only grow. */
  registered?: ConnectorSchema | null
}

export type Report = (
  rule: SchemaRuleId,
  message: string,
  where?: Pick<SchemaProblem, 'property' | 'field'> & { severity?: SchemaProblem['severity'] },
  fixes?: SchemaFix[],
) => void

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
