import { expect, test } from 'vitest'
import { checkRules, operationsFor } from '@/lib/model/results/check-rules'
import { chooseTemplate } from '@/lib/model/results/choose-template'
import type { RuleDraft, TemplateDraft } from '@/lib/model/results/template'
import type { ConnectorSchema } from '@/lib/model/schema/schema'

const schema: ConnectorSchema = {
  baseType: 'microsoft.graph.externalItem',
  properties: (['string', 'int64', 'double', 'dateTime', 'boolean', 'stringCollection'] as const).map(
    (type) => ({ name: type, type, isRetrievable: true }),
  ),
}

const rule = (
  property: string,
  operation: string,
  values: string[] = [],
  valuesJoinedBy: RuleDraft['valuesJoinedBy'] = 'or',
): RuleDraft => ({ property, operation, values, valuesJoinedBy })

test.each<[RuleDraft, string | null]>([
  [rule('string', 'startsWith', ['T']), null],
  [rule('string', 'null'), null],
  [rule('string', 'lessThan', ['T']), 'operation'],
  [rule('int64', 'lessThan', ['5']), null],
  [rule('int64', 'lessThan', ['five']), 'values'],
  [rule('int64', 'contains', ['5']), 'operation'],
  [rule('double', 'equals', ['4.2']), null],
  [rule('dateTime', 'greaterThan', ['2026-05-31']), null],
  [rule('dateTime', 'greaterThan', ['31 May']), 'values'],
  [rule('boolean', 'equals', ['true']), null],
  [rule('boolean', 'equals', ['yes']), 'values'],
  [rule('stringCollection', 'contains', ['a', 'b'], 'and'), null],
  [rule('stringCollection', 'startsWith', ['a']), 'operation'],
  [rule('string', 'equals', []), 'values'],
  [rule('string', 'equals', ['']), 'values'],
  [rule('string', 'sounds', ['a']), 'operation'],
  [rule('nothing', 'equals', ['a']), 'property'],
  [rule('', 'equals', ['a']), 'property'],
])('%j is checked against the type', (given, field) => {
  expect(checkRules([given], schema).map((problem) => problem.field)).toEqual(field ? [field] : [])
})

test('the operations offered are those that mean something for the type', () => {
  expect(operationsFor(schema.properties[4])).toEqual(['null', 'equals', 'notEquals'])
  expect(operationsFor(schema.properties[1])).toContain('lessThan')
})

const template = (id: string, priority: number, rules: RuleDraft[] = []): TemplateDraft => ({
  from: id,
  id,
  priority,
  rules,
  layout: '{}',
})

test.each<[RuleDraft, unknown, boolean]>([
  [rule('a', 'equals', ['x', 'y']), 'y', true],
  [rule('a', 'equals', ['x', 'y'], 'and'), 'y', false],
  [rule('a', 'notEquals', ['x']), 'y', true],
  [rule('a', 'contains', ['b', 'c'], 'and'), 'abc', true],
  [rule('a', 'contains', ['b', 'z'], 'and'), 'abc', false],
  [rule('a', 'notContains', ['z']), 'abc', true],
  [rule('a', 'startsWith', ['ab']), 'abc', true],
  [rule('a', 'lessThan', ['10']), 9, true],
  [rule('a', 'greaterThan', ['10']), 9, false],
  [rule('a', 'greaterThan', ['2026-01-01']), '2026-05-31T00:00:00Z', true],
  [rule('a', 'equals', ['5']), 5, true],
  [rule('a', 'equals', ['true']), true, true],
  [rule('a', 'contains', ['urgent']), ['new', 'urgent'], true],
  [rule('a', 'equals', ['']), null, false],
  [rule('a', 'null'), undefined, true],
  [rule('a', 'null'), [], true],
  [rule('a', 'null'), 'x', false],
])('%j of %j is %j', (given, value, holds) => {
  const [trace] = chooseTemplate([template('one', 1, [given])], { a: value })
  expect(trace).toMatchObject({ matches: holds, wins: holds })
})

test('the lowest priority wins whose rules all hold, and the trace says why', () => {
  const urgent = [rule('state', 'equals', ['urgent']), rule('title', 'contains', ['badge'])]
  const templates = [template('every', 5), template('urgent', 1, urgent)]

  const [first, second] = chooseTemplate(templates, { state: 'urgent', title: 'Laptop' })
  expect(first).toMatchObject({ id: 'urgent', index: 1, wins: false })
  expect(first?.rules.map(({ holds, why }) => [holds, why])).toEqual([
    [true, 'state is "urgent"'],
    [false, 'title is "Laptop"'],
  ])
  expect(second).toMatchObject({ id: 'every', wins: true })
})

test('an answer that depends on letter case says so', () => {
  const [trace] = chooseTemplate([template('one', 1, [rule('a', 'equals', ['Urgent'])])], { a: 'urgent' })
  expect(trace?.rules[0]).toMatchObject({ holds: true, caseMatters: true })
})

test('that some rules hold and others do not is told apart, because no page says how rules are joined', () => {
  const rules = [rule('state', 'equals', ['urgent']), rule('title', 'contains', ['Laptop'])]
  const answer = (item: Record<string, unknown>) => chooseTemplate([template('one', 1, rules)], item)[0]

  expect(answer({ state: 'urgent', title: 'Laptop' })).toMatchObject({ matches: true, joinMatters: false })
  expect(answer({ state: 'urgent', title: 'Phone' })).toMatchObject({ matches: false, joinMatters: true })
  expect(answer({ state: 'calm', title: 'Phone' })).toMatchObject({ matches: false, joinMatters: false })
})
