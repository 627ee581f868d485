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
    ['with another baseType', { ...schemaOf({ name: 'a', type: 'string' }), baseType: 'item' }, /baseType/],
    ['that is no object', 'schema', /JSON object/],
    ['without properties', schemaOf(), /1 to 128 properties/],
    [
      'with 129 properties',
      schemaOf(...Array.from({ length: 129 }, (_, i) => ({ name: `p${i}`, type: 'string' }))),
      /1 to 128 properties/,
    ],
    ['with a space in a name', schemaOf({ name: 'my title', type: 'string' }), /letters and digits/],
    ['with an underscore in a name', schemaOf({ name: 'my_title', type: 'string' }), /letters and digits/],
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
    [
      'with a property both searchable and refinable',
      schemaOf({ name: 'a', type: 'string', isSearchable: true, isRefinable: true }),
      /both/,
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
      'for people with a principal',
      schemaOf(account, { name: 'p', type: 'principal' }),
      /principal/,
      'people',
    ],
    [
      'for people with a collection of principals',
      schemaOf(account, { name: 'p', type: 'principalCollection' }),
      /principalCollection is not supported/,
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

  test.each([
    'personAssistants',
    'personColleagues',
    'personManager',
    'personAlternateContacts',
    'personEmergencyContacts',
  ])('for people with the unsupported label %s', (label) => {
    const property = { name: 'boss', type: 'string', labels: [label] }
    expect(() => register(schemaOf(account, property), 'people')).toThrow(/not supported/)
  })

  test('on beta with an exact match on a number', () => {
    const property = { name: 'a', type: 'int64', isExactMatchRequired: true }
    expect(() => register(schemaOf(property), 'uncategorized', 'beta')).toThrow(/exact match/)
  })

  test('on beta with an exact match on a searchable property', () => {
    const property = { name: 'a', type: 'string', isExactMatchRequired: true, isSearchable: true }
    expect(() => register(schemaOf(property), 'uncategorized', 'beta')).toThrow(/exact match/)
  })
})

const types =
  'string int64 double dateTime boolean stringCollection int64Collection doubleCollection dateTimeCollection principal principalCollection'

test.each(types.split(' '))('%s is a type', (type) => {
  expect(register(schemaOf({ name: 'a', type }))).toMatchObject([{ type }])
})

const may = (property: object) => {
  try {
    return register(schemaOf({ name: 'a', ...property })).length === 1
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}

test.each(types.split(' ').map((type) => [type, type === 'string' || type === 'stringCollection'] as const))(
  '%s may be searchable: %s',
  (type, expected) => {
    expect(may({ type, isSearchable: true })).toBe(expected)
  },
)

test.each(types.split(' ').map((type) => [type, type !== 'boolean'] as const))(
  '%s may be refinable: %s',
  (type, expected) => {
    expect(may({ type, isRefinable: true })).toBe(expected)
  },
)

test('a schema of 128 properties is taken', () => {
  const properties = Array.from({ length: 128 }, (_, i) => ({ name: `p${i}`, type: 'string' }))
  expect(register(schemaOf(...properties))).toHaveLength(128)
})

test('a name of 32 letters and digits is taken', () => {
  const name = `a1${'B'.repeat(30)}`
  expect(register(schemaOf({ name, type: 'string' }))).toMatchObject([{ name }])
})

test('a description of 200 characters is taken', () => {
  const description = 'x'.repeat(200)
  expect(register(schemaOf({ name: 'a', type: 'string', description }))).toMatchObject([{ description }])
})

const personLabels = {
  string: ['personName', 'personNote', 'personCurrentPosition', 'personWebSite', 'personAccount'],
  stringCollection: [
    'personEmails',
    'personAddresses',
    'personAnniversaries',
    'personPhones',
    'personWebAccounts',
    'personSkills',
    'personProjects',
    'personAwards',
    'personCertifications',
    'personEducationalActivities',
    'personInterests',
    'personLanguages',
    'personPublications',
    'personPatents',
    'personWorkPositions',
  ],
}
const typed = Object.entries(personLabels).flatMap(([type, all]) =>
  all.map((label) => [label, type] as const),
)

test.each(typed)('the label %s needs %s', (label, type) => {
  const fitting = types.split(' ').filter((one) => {
    const property = { name: 'a', type: one, labels: [label] }
    try {
      const others = label === 'personAccount' ? [] : [account]
      return register(schemaOf(...others, property), 'people').length > 0
    } catch (error) {
      if (error instanceof Refusal) return false
      throw error
    }
  })

  expect(fitting).toEqual([type])
})

test('a person label may be on what is not retrievable', () => {
  expect(register(schemaOf({ ...account, isRetrievable: false }), 'people')).toHaveLength(1)
})

const contentLabels =
  'title url createdBy lastModifiedBy authors createdDateTime lastModifiedDateTime fileName fileExtension containerName containerUrl iconUrl assignedToPeople closedBy closedDate priority sprintName tags severity state dueDate itemParentId itemPath itemType numberOfReactions parentUrl priorityNormalized reportedBy secondaryId'

test.each([...contentLabels.split(' '), 'assignedTo', 'numReactions'])('%s is a label', (label) => {
  const [property] = register(schemaOf({ name: 'a', type: 'string', isRetrievable: true, labels: [label] }))
  const known: Record<string, string> = { assignedTo: 'assignedToPeople', numReactions: 'numberOfReactions' }
  expect(property?.labels).toEqual([known[label] ?? label])
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
  const retrievable = { ...account, isRetrievable: true }
  const properties = register(schemaOf(retrievable, { name: 'name', type: 'string' }), 'people')
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
    mergeProperties(registered, readSchema(schemaOf(...properties), 'beta'), false)

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

  test.each([
    ['isSearchable', false],
    ['isQueryable', false],
    ['isRetrievable', false],
    ['isRefinable', true],
  ] as const)('may take any search attribute away: %s', (flag, alone) => {
    const before = register(
      schemaOf({
        name: 'a',
        type: 'string',
        isQueryable: true,
        isRetrievable: true,
        isSearchable: !alone,
        isRefinable: alone,
      }),
    )
    const sent = readSchema(schemaOf({ name: 'a', type: 'string', [flag]: false }), 'v1.0')

    expect(before[0]?.[flag]).toBe(true)
    expect(mergeProperties(before, sent, false)).toEqual([{ ...before[0], [flag]: false }])
  })

  const refused: [string, object, RegExp][] = [
    ['a new type', { name: 'title', type: 'int64' }, /type of 'title'/],
    ['another exact match', { name: 'team', type: 'string', isExactMatchRequired: true }, /isExactMatch/],
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
