import { describe, expect, test } from 'vitest'
import type { ContentCategory } from '../../../lib/emulator/rules/enums'
import { Refusal } from '../../../lib/emulator/rules/refusal'
import { schemaAnswer } from '../../../lib/emulator/rules/schema-answer'
import { checkSchema, readSchema, withDefaults } from '../../../lib/emulator/rules/schema-rules'
import { mergeProperties } from '../../../lib/emulator/rules/schema-update'

const baseType = 'microsoft.graph.externalItem'
const schemaOf = (...properties: object[]) => ({ baseType, properties })
const account = { name: 'account', type: 'string', labels: ['personAccount'] }

function register(
  body: unknown,
  category: ContentCategory = 'uncategorized',
  version: 'v1.0' | 'beta' = 'v1.0',
) {
  const properties = readSchema(body, version).map(withDefaults)
  checkSchema(properties, category)
  return properties
}

describe('a schema is refused', () => {
  const broken: [string, unknown, RegExp, ContentCategory?][] = [
    ['without baseType', { properties: [{ name: 'a', type: 'string' }] }, /baseType/],
    ['that is no object', 'schema', /JSON object/],
    ['without properties', schemaOf(), /1 to 128 properties/],
    [
      'with 129 properties',
      schemaOf(...Array.from({ length: 129 }, (_, i) => ({ name: `p${i}`, type: 'string' }))),
      /1 to 128 properties/,
    ],
    ['with a space in a name', schemaOf({ name: 'my title', type: 'string' }), /letters and digits/],
    ['with a name of 33 letters', schemaOf({ name: 'a'.repeat(33), type: 'string' }), /letters and digits/],
    ['without a name', schemaOf({ type: 'string' }), /has to be a string/],
    [
      'with the same name twice',
      schemaOf({ name: 'a', type: 'string' }, { name: 'A', type: 'string' }),
      /twice/,
    ],
    [
      'with an alias that is a name',
      schemaOf({ name: 'a', type: 'string' }, { name: 'b', type: 'string', aliases: ['A'] }),
      /twice/,
    ],
    ['with an alias that is no word', schemaOf({ name: 'a', type: 'string', aliases: ['x y'] }), /letters/],
    ['with a property called content', schemaOf({ name: 'Content', type: 'string' }), /content/],
    ['with an unknown type', schemaOf({ name: 'a', type: 'booleanCollection' }), /Invalid value/],
    ['with an unknown member', schemaOf({ name: 'a', type: 'string', isCool: true }), /isCool/],
    ['with a searchable number', schemaOf({ name: 'a', type: 'int64', isSearchable: true }), /searchable/],
    [
      'with a property both searchable and refinable',
      schemaOf({ name: 'a', type: 'string', isSearchable: true, isRefinable: true }),
      /both/,
    ],
    [
      'with a refinable boolean',
      schemaOf({ name: 'a', type: 'boolean', isRefinable: true }),
      /cannot be refinable/,
    ],
    ['with a long description', schemaOf({ name: 'a', type: 'string', description: 'x'.repeat(201) }), /200/],
    ['with an unknown label', schemaOf({ name: 'a', type: 'string', labels: ['headline'] }), /headline/],
    [
      'with a label on what is not retrievable',
      schemaOf({ name: 'a', type: 'string', labels: ['title'] }),
      /retriev/,
    ],
    [
      'with a label on two properties',
      schemaOf(
        { name: 'a', type: 'string', labels: ['title'], isRetrievable: true },
        { name: 'b', type: 'string', labels: ['title'], isRetrievable: true },
      ),
      /more than one/,
    ],
    ['with a person label outside of people', schemaOf(account), /contentCategory 'people'/],
    ['for people without an account', schemaOf({ name: 'a', type: 'string' }), /personAccount/, 'people'],
    [
      'for people with an account of the wrong type',
      schemaOf({ ...account, type: 'stringCollection' }),
      /needs a property of type string/,
      'people',
    ],
    [
      'for people with an unsupported label',
      schemaOf(account, { name: 'boss', type: 'string', labels: ['personManager'] }),
      /not supported/,
      'people',
    ],
    [
      'for people with a principal',
      schemaOf(account, { name: 'p', type: 'principal' }),
      /principal/,
      'people',
    ],
    [
      'on v1.0 with a beta member',
      schemaOf({ name: 'a', type: 'string', isExactMatchRequired: true }),
      /isExactMatchRequired/,
    ],
  ]

  test.each(broken)('%s', (_, body, message, category) => {
    expect(() => register(body, category)).toThrow(Refusal)
    expect(() => register(body, category)).toThrow(message)
  })

  test('on beta with an exact match on a searchable property', () => {
    const property = { name: 'a', type: 'string', isExactMatchRequired: true, isSearchable: true }
    expect(() => register(schemaOf(property), 'uncategorized', 'beta')).toThrow(/exact match/)
  })
})

describe('a schema is normalised', () => {
  test('types, booleans and labels in the spellings of the examples', () => {
    const [first, second] = register(
      schemaOf(
        { Name: 'title', type: 'String', isSearchable: 'true', isRetrievable: 'True', labels: ['Title'] },
        { name: 'owner', type: 'string', isRetrievable: true, labels: ['assignedTo'] },
      ),
    )
    expect(first).toMatchObject({
      type: 'string',
      isSearchable: true,
      isRetrievable: true,
      labels: ['title'],
    })
    expect(second).toMatchObject({ labels: ['assignedToPeople'], isSearchable: false })
  })

  test('a refinable dateTime and a label on an undocumented type are only warned about', () => {
    const property = {
      name: 'a',
      type: 'dateTime',
      isRefinable: true,
      isRetrievable: true,
      labels: ['title'],
    }
    expect(register(schemaOf(property))).toHaveLength(1)
  })
})

describe('a schema is answered', () => {
  const properties = register(schemaOf(account, { name: 'name', type: 'string' }), 'people')
  const late = { baseType, properties: [{ ...properties[1], type: 'principal' as const }, properties[0]] }

  test('with late enumeration members hidden', () => {
    const { properties: shown } = schemaAnswer(late as never, 'v1.0', false)
    expect(shown[0]?.type).toBe('unknownFutureValue')
    expect(shown[1]?.labels).toEqual(['unknownFutureValue'])
    expect(shown[1]).not.toHaveProperty('isExactMatchRequired')
  })

  test('with late members for who asks, and beta members on beta', () => {
    const { properties: shown } = schemaAnswer(late as never, 'beta', true)
    expect(shown[0]?.type).toBe('principal')
    expect(shown[1]?.labels).toEqual(['personAccount'])
    expect(shown[1]).toHaveProperty('isExactMatchRequired', false)
  })
})

describe('an update', () => {
  const registered = register(
    schemaOf(
      { name: 'title', type: 'string', isSearchable: true, isRetrievable: true, labels: ['title'] },
      { name: 'team', type: 'string', isRefinable: true },
    ),
  )
  const update = (...properties: object[]) =>
    mergeProperties(registered, readSchema(schemaOf(...properties), 'v1.0'), false)

  test('keeps what it does not mention and adds what is new', () => {
    const merged = update(
      { name: 'Title', type: 'string', isQueryable: true },
      { name: 'due', type: 'dateTime' },
    )
    expect(merged.map(({ name }) => name)).toEqual(['title', 'team', 'due'])
    expect(merged[0]).toMatchObject({
      name: 'title',
      isSearchable: true,
      isQueryable: true,
      labels: ['title'],
    })
  })

  test('may take a search attribute away', () => {
    expect(update({ name: 'title', type: 'string', isSearchable: false })[0]?.isSearchable).toBe(false)
  })

  const refused: [string, object, RegExp][] = [
    ['a new type', { name: 'title', type: 'int64' }, /type of 'title'/],
    ['refinable added', { name: 'title', type: 'string', isRefinable: true }, /refinable/],
    ['refinable turned searchable', { name: 'team', type: 'string', isSearchable: true }, /searchable/],
    [
      'refinable turned searchable at once',
      { name: 'team', type: 'string', isSearchable: true, isRefinable: false },
      /searchable/,
    ],
  ]
  test.each(refused)('is refused with %s', (_, property, message) => {
    expect(() => update(property)).toThrow(message)
  })

  test('is refused in strict mode when a registered property is missing', () => {
    const sent = readSchema(schemaOf({ name: 'title', type: 'string' }), 'v1.0')
    expect(() => mergeProperties(registered, sent, true)).toThrow(/'team' is missing/)
  })
})
