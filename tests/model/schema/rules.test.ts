import fc from 'fast-check'
import { expect, test } from 'vitest'
import { draftReducer, fixStep, newDraft } from '@/lib/model/schema/draft'
import { checkSchema, hasErrors } from '@/lib/model/schema/rules'
import { schemaRules } from '@/lib/model/schema/rules/list'
import type { SchemaSetting } from '@/lib/model/schema/rules/problem'
import { type ConnectorSchema, type Property, PropertyType } from '@/lib/model/schema/schema'
import { threadMs } from '../../support/growth'

const schema = (...properties: Property[]): ConnectorSchema => ({
  baseType: 'microsoft.graph.externalItem',
  properties,
})
const text = (name: string, more: Partial<Property> = {}): Property => ({ name, type: 'string', ...more })
const copilot = ['title', 'url', 'iconUrl'].map((label) =>
  text(`the${label}`, { labels: [label], isRetrievable: true, isSearchable: true }),
)

/** Rules broken by a property beside others that break none. */
const content = (...properties: Property[]) => checkSchema(schema(...copilot, ...properties))
const person = (...properties: Property[]) =>
  checkSchema(schema(text('account', { labels: ['personAccount'] }), ...properties), {
    contentCategory: 'people',
  })

test.each<[string, ReturnType<typeof content>, object]>([
  ['prop.name', content(text('')), { message: 'Property 4 needs a name.', field: 'name', property: 3 }],
  ['prop.name', content(text('due date')), { message: expect.stringContaining('a space is not allowed') }],
  ['prop.name', content(text('n'.repeat(33))), { message: expect.stringContaining('take away 1') }],
  ['prop.name.content', content(text('Content')), { field: 'name' }],
  [
    'prop.name.unique',
    content(text('tag'), text('a', { aliases: ['Tag'] })),
    { property: 4, field: 'aliases' },
  ],
  [
    'prop.name.unique',
    content(text('a', { aliases: ['x'] }), text('b', { aliases: ['X'] })),
    { property: 4 },
  ],
  ['prop.name.unique', content(text('a', { aliases: ['x', 'X'] })), { field: 'aliases' }],
  [
    'prop.searchable.type',
    content({ name: 'n', type: 'int64', isSearchable: true }),
    { field: 'isSearchable' },
  ],
  [
    'prop.searchable.refinable',
    content(text('a', { isSearchable: true, isRefinable: true })),
    { severity: 'error' },
  ],
  [
    'prop.refinable.type',
    content({ name: 'd', type: 'dateTime', isRefinable: true }),
    { severity: 'warning' },
  ],
  [
    'prop.queryable.type',
    content({ name: 'p', type: 'principal', isQueryable: true }),
    { severity: 'warning' },
  ],
  ['prop.description', content(text('a', { description: 'd'.repeat(201) })), { field: 'description' }],
  ['prop.alias', content(text('a', { aliases: ['due-date'] })), { field: 'aliases' }],
  ['prop.alias.count', content(text('a', { aliases: [...'bcdefghijkl'] })), { severity: 'warning' }],
  ['prop.label.known', content(text('a', { labels: ['moonPhase'] })), { severity: 'warning' }],
  ['prop.label.known', content(text('a', { labels: ['unknownFutureValue'] })), { severity: 'error' }],
  ['prop.label.once', content(text('a', { labels: ['title'], isRetrievable: true })), { property: 3 }],
  [
    'prop.label.once',
    content(text('a', { labels: ['state', 'State'], isRetrievable: true })),
    { property: 3 },
  ],
  ['prop.label.retrievable', content(text('a', { labels: ['state'] })), { field: 'isRetrievable' }],
  [
    'prop.label.type',
    content(text('a', { labels: ['dueDate'], isRetrievable: true })),
    { severity: 'warning' },
  ],
  ['people.category', content(text('a', { labels: ['personNote'] })), { severity: 'error' }],
  ['people.type', person(text('skills', { labels: ['personSkills'] })), { field: 'type', severity: 'error' }],
  ['people.blocked', person(text('boss', { labels: ['personManager'] })), { severity: 'error' }],
  ['people.principal', person({ name: 'boss', type: 'principal' }), { field: 'type' }],
  [
    'people.flags',
    person(text('color', { isQueryable: true })),
    { severity: 'warning', field: 'isQueryable' },
  ],
  [
    'people.description',
    person(text('note', { labels: ['personNote'], description: 'x' })),
    { severity: 'warning' },
  ],
  ['people.account', checkSchema(schema(text('upn')), { contentCategory: 'people' }), { property: 0 }],
  ['copilot.searchable', checkSchema(schema(...copilot.map((one) => ({ ...one, isSearchable: false })))), {}],
])('%s is the one rule broken', (rule, problems, more) => {
  expect(problems).toEqual([expect.objectContaining({ rule, ...more })])
})

test('an empty schema, a huge one and another base type are refused', () => {
  expect(checkSchema(schema())).toMatchObject([{ rule: 'schema.count' }])
  const many = Array.from({ length: 129 }, (_, place) => text(`p${place}`))
  expect(checkSchema(schema(...copilot, ...many))).toMatchObject([{ rule: 'schema.count' }])
  expect(checkSchema(schema(...copilot, ...many.slice(0, 125)))).toEqual([])
  const other = { ...schema(...copilot), baseType: 'microsoft.graph.message' } as unknown as ConnectorSchema
  expect(checkSchema(other)).toMatchObject([{ rule: 'schema.baseType' }])
})

test('a type that Graph does not know is named', () => {
  const odd = { name: 'flags', type: 'booleanCollection' } as unknown as Property
  expect(content(odd)).toMatchObject([
    { rule: 'prop.type', message: expect.stringContaining('booleanCollection') },
  ])
})

test('a Copilot label that is missing is proposed where it fits', () => {
  const [title, url, icon] = checkSchema(schema(text('Subject', { isSearchable: true }), text('link')))
  expect(title).toMatchObject({
    property: 0,
    fixes: [{ change: { labels: ['title'], isRetrievable: true } }],
  })
  expect(url).toMatchObject({ property: 1, fixes: [{ change: { labels: ['url'] } }] })
  expect(icon?.fixes).toMatchObject([
    { label: 'Add property iconUrl', change: { name: 'iconUrl', type: 'string' } },
  ])
  expect(icon).not.toHaveProperty('property')
})

const registered = schema(...copilot, text('a', { isQueryable: true }), text('facet', { isRefinable: true }))
const updated = (properties: Property[]) => checkSchema(schema(...properties), { registered })
const [aTitle, aUrl, anIcon, a, facet] = registered.properties as [
  Property,
  Property,
  Property,
  Property,
  Property,
]

test.each<[string, Property[], object]>([
  ['update.removed', [aTitle, aUrl, anIcon, a], { label: 'Restore property facet', change: facet }],
  ['update.renamed', [aTitle, aUrl, anIcon, { ...a, name: 'b' }, facet], { change: { name: 'a' } }],
  ['update.renamed', [aTitle, aUrl, anIcon, { ...a, name: 'A' }, facet], { change: { name: 'a' } }],
  ['update.type', [aTitle, aUrl, anIcon, { ...a, type: 'int64' }, facet], { change: { type: 'string' } }],
  [
    'update.refinable',
    [aTitle, aUrl, anIcon, { ...a, isRefinable: true }, facet],
    { change: { isRefinable: false } },
  ],
  [
    'update.searchable',
    [aTitle, aUrl, anIcon, a, { ...facet, isRefinable: false, isSearchable: true }],
    { change: { isSearchable: false, isRefinable: true } },
  ],
])('%s offers to restore what is registered', (rule, properties, fix) => {
  const problems = updated(properties)
  expect(problems).toMatchObject([{ rule, severity: 'error', fixes: [fix] }])
})

test('what an update may do is no error', () => {
  const grown = [
    aTitle,
    aUrl,
    anIcon,
    { ...a, isSearchable: true, aliases: ['b'] },
    facet,
    text('fresh', { isRefinable: true }),
  ]
  expect(updated(grown)).toEqual([])
  expect(updated([aTitle, aUrl, anIcon, { ...a, isQueryable: false }, facet])).toMatchObject([
    { rule: 'update.attribute', severity: 'warning', property: 3 },
  ])
})

const anyProperty: fc.Arbitrary<Property> = fc.record(
  {
    name: fc.oneof(
      fc.constantFrom('a', 'A', 'title', 'content', '', 'due date'),
      fc.string({ maxLength: 40 }),
    ),
    type: fc.constantFrom(...PropertyType.options),
    description: fc.string({ maxLength: 250 }),
    labels: fc.array(
      fc.constantFrom('title', 'url', 'dueDate', 'personAccount', 'personSkills', 'personManager', 'odd'),
    ),
    aliases: fc.array(fc.constantFrom('a', 'B', 'b', 'x y', 'title')),
    isSearchable: fc.boolean(),
    isQueryable: fc.boolean(),
    isRetrievable: fc.boolean(),
    isRefinable: fc.boolean(),
  },
  { requiredKeys: ['name', 'type'] },
)
const anySchema = fc.array(anyProperty, { maxLength: 8 }).map((properties) => schema(...properties))
const anySetting: fc.Arbitrary<SchemaSetting> = fc.record({
  contentCategory: fc.constantFrom('people', 'crm'),
  registered: fc.option(anySchema),
})

test('any draft can be checked, and every problem points at something there', () => {
  fc.assert(
    fc.property(anySchema, anySetting, (draft, setting) => {
      for (const problem of checkSchema(draft, setting)) {
        expect(schemaRules[problem.rule]).toBeDefined()
        expect(problem.message.length).toBeGreaterThan(10)
        if (problem.property !== undefined) expect(draft.properties[problem.property]).toBeDefined()
      }
    }),
  )
})

test('a fix removes the problem it stands beside', () => {
  fc.assert(
    fc.property(anySchema, fc.constantFrom('people', 'crm'), (draft, contentCategory) => {
      for (const problem of checkSchema(draft, { contentCategory }))
        for (const fix of problem.fixes ?? []) {
          const fixed = draftReducer(newDraft(draft), fixStep(problem, fix)).schema
          const messages = checkSchema(fixed, { contentCategory }).map(({ message }) => message)
          const count = (all: string[]) => all.filter((one) => one === problem.message).length
          const before = checkSchema(draft, { contentCategory }).map(({ message }) => message)
          expect(count(messages)).toBeLessThan(count(before))
        }
    }),
  )
})

test('a schema with itself registered breaks no rule of updates', () => {
  fc.assert(
    fc.property(fc.uniqueArray(anyProperty, { selector: ({ name }) => name.toLowerCase() }), (properties) => {
      const draft = schema(...properties)
      const rules = checkSchema(draft, { registered: structuredClone(draft) }).map(({ rule }) => rule)
      expect(rules.filter((rule) => rule.startsWith('update.'))).toEqual([])
    }),
  )
})

test('128 properties full of problems are checked in a few milliseconds', async () => {
  const bad = Array.from({ length: 128 }, (_, place) =>
    text(`bad name ${place % 8}`, {
      labels: ['title'],
      aliases: ['x y'],
      isSearchable: true,
      isRefinable: true,
    }),
  )
  const draft = schema(...bad)
  const check = () => checkSchema(draft, { registered: draft })
  await threadMs(check)
  expect(await threadMs(check)).toBeLessThan(5)
  expect(hasErrors(check())).toBe(true)
})

test('of two properties of one name both are marked, whatever the case', () => {
  const problems = content(text('tag'), text('TAG'))

  expect(problems).toEqual([
    expect.objectContaining({
      property: 3,
      field: 'name',
      message: "'tag' is the name of property 5 too ('TAG'; case does not count): rename one.",
    }),
    expect.objectContaining({
      property: 4,
      field: 'name',
      message: "'TAG' is the name of property 4 already ('tag'; case does not count): rename one.",
    }),
  ])
})

test('of two properties of one name each offers to be renamed, save one that is registered', () => {
  const registered = schema(text('tag'))
  const fixes = (setting: object) =>
    checkSchema(schema(text('tag'), text('tag')), setting)
      .filter(({ rule }) => rule === 'prop.name.unique')
      .map(({ property, fixes }) => [property, fixes?.map(({ label }) => label)])

  expect(fixes({})).toEqual([
    [0, ['Rename to tag2']],
    [1, ['Rename to tag2']],
  ])
  expect(fixes({ registered })).toEqual([
    [0, undefined],
    [1, ['Rename to tag2']],
  ])
})
