import { describe, expect, test } from 'vitest'
import { readAcl } from '../../../lib/emulator/rules/acl-rules'
import type { PropertyType } from '../../../lib/emulator/rules/enums'
import { checkComplete, isItemId, readItem } from '../../../lib/emulator/rules/item-rules'
import { isDateTime, valueProblem } from '../../../lib/emulator/rules/item-values'
import { withDefaults } from '../../../lib/emulator/rules/schema-rules'
import { defaultSwitches } from '../../../lib/emulator/switches/switches'

const tenantId = '7d5c6a0e-3b0f-4f0c-9b4e-6a1d2c7e8f10'
const userId = '9d9e74ad-9d28-50d7-b985-144a357e8e85'
const schema = new Map(
  Object.entries({ title: 'string', tags: 'stringCollection', opened: 'dateTime' } as const).map(
    ([name, type]) => [name, withDefaults({ name, type })],
  ),
)
const read = (body: unknown) => readItem(body, { id: 'T1', tenantId, version: 'v1.0', properties: schema })
const acl = [{ type: 'everyone', value: 'everyone', accessType: 'grant' }]

describe('values', () => {
  const fitting: [PropertyType, unknown, string?][] = [
    ['string', 'Zürich'],
    ['string', 'Zürich', 'String'],
    ['int64', 42],
    ['double', 4.2],
    ['dateTime', '2026-01-31T08:00:00Z'],
    ['dateTime', '2026-01-31'],
    ['boolean', false],
    ['stringCollection', ['a'], 'Collection(String)'],
    ['stringCollection', [], '#Collection(String)'],
    ['stringCollection', ['a'], 'Collection(Edm.String)'],
    ['int64Collection', [1, 2], 'Collection(Int64)'],
    ['doubleCollection', [1.5], 'Collection(Double)'],
    ['dateTimeCollection', ['2026-01-31T08:00:00+01:00'], 'Collection(DateTimeOffset)'],
    ['principal', { '@odata.type': 'microsoft.graph.externalConnectors.principal', upn: 'a@b.c' }],
    ['principalCollection', [{ upn: 'a@b.c' }], 'Collection(microsoft.graph.externalConnectors.principal)'],
  ]
  test.each(fitting)('%s takes %j', (type, value, annotation) => {
    expect(valueProblem(type, value, annotation)).toBeUndefined()
  })

  const wrong: [PropertyType, unknown, string?][] = [
    ['string', 5],
    ['string', 'a', 'Collection(String)'],
    ['int64', 4.2],
    ['int64', '42'],
    ['double', '4.2'],
    ['dateTime', 'yesterday'],
    ['dateTime', '2026-02-30T08:00:00Z'],
    ['boolean', 'true'],
    ['stringCollection', ['a']],
    ['stringCollection', 'a', 'Collection(String)'],
    ['stringCollection', [1], 'Collection(String)'],
    ['dateTimeCollection', ['2026-01-31T08:00:00Z'], 'Collection(DateTime)'],
    ['principal', 'a@b.c'],
    ['principal', { nickname: 'a' }],
  ]
  test.each(wrong)('%s refuses %j', (type, value, annotation) => {
    expect(valueProblem(type, value, annotation)).toBeTypeOf('string')
  })

  test('a whole number has 64 bits', () => {
    const fits = (value: bigint) => valueProblem('int64', value, undefined) === undefined
    expect([2n ** 63n - 1n, 2n ** 63n, -(2n ** 63n), -(2n ** 63n) - 1n].map(fits)).toEqual([
      true,
      false,
      true,
      false,
    ])
  })

  test('a time has to exist', () => {
    expect(isDateTime('2028-02-29T23:59:59.123Z')).toBe(true)
    expect(isDateTime('2027-02-29')).toBe(false)
    expect(isDateTime('2026-01-31T24:00:00Z')).toBe(false)
  })
})

describe('an item', () => {
  test('comes out with the names of the schema', () => {
    const item = read({
      id: 'T1',
      acl,
      properties: { Title: 'Printer', 'tags@odata.type': 'Collection(String)', tags: ['x'] },
      content: { type: 'Text', value: 'jam' },
    })
    expect(item).toEqual({
      acl,
      properties: { title: 'Printer', 'tags@odata.type': 'Collection(String)', tags: ['x'] },
      content: { type: 'text', value: 'jam' },
    })
  })

  const refused: [string, object, RegExp][] = [
    ['another id in the body', { id: 'T2', acl, properties: { title: 'a' } }, /'id'/],
    ['a property that the schema lacks', { acl, properties: { titel: 'a' } }, /'titel' does not exist/],
    ['no property at all', { acl, properties: {} }, /at least one/],
    ['properties that are a list', { acl, properties: [] }, /Property properties in payload/],
    ['a value of another type', { acl, properties: { title: 5 } }, /Property title in payload/],
    ['a collection without its annotation', { acl, properties: { tags: ['a'] } }, /Property tags in payload/],
    [
      'content that is a string',
      { acl, properties: { title: 'a' }, content: 'x' },
      /Property content in payload/,
    ],
    [
      'content of an unknown type',
      { acl, properties: { title: 'a' }, content: { type: 'pdf' } },
      /content.type/,
    ],
    [
      'content whose value is a number',
      { acl, properties: { title: 'a' }, content: { type: 'text', value: 5 } },
      /'content.value' has to be a string/,
    ],
    ['an empty acl', { acl: [], properties: { title: 'a' } }, /'acl' needs/],
    ['an activity without its type', { acl, properties: { title: 'a' }, activities: [{}] }, /activity needs/],
    [
      'a sensitivity label that is no GUID',
      { acl, properties: { title: 'a' }, informationProtectionLabel: { sensitivityLabelId: 'secret' } },
      /'sensitivityLabelId' has to be a GUID/,
    ],
    ['a member that items lack', { acl, properties: { title: 'a' }, title: 'a' }, /'title' does not exist/],
    ['a member that is there twice', { acl, ACL: acl, properties: { title: 'a' } }, /'acl' is there twice/],
  ]
  test.each(refused)('is refused with %s', (_, body, message) => {
    expect(() => read(body)).toThrow(message)
  })

  test('needs acl and properties on a PUT', () => {
    expect(() => checkComplete(read({ properties: { title: 'a' } }))).toThrow(/'acl' is required/)
    expect(() => checkComplete(read({ acl }))).toThrow(/'properties' is required/)
  })

  test('has text for content where it is kept for compliance', () => {
    const html = { acl, properties: { title: 'a' }, content: { type: 'html', value: '<p>' } }
    const context = { id: 'T1', tenantId, version: 'beta', properties: schema, textOnly: true } as const
    expect(() => readItem(html, context)).toThrow(/has to be text for compliance/)
  })

  test('has an id of letters, digits, underscores and hyphens', () => {
    expect(isItemId('alexw_at_contoso_dot_com')).toBe(true)
    expect(isItemId('A-1')).toBe(true)
    for (const id of ['', 'a b', 'a.b', 'é', 'a/b']) expect(isItemId(id)).toBe(false)
    expect(isItemId('a'.repeat(128))).toBe(true)
    expect(isItemId('a'.repeat(129))).toBe(false)
  })

  test('has content of text or HTML', () => {
    for (const type of ['text', 'html']) {
      const item = read({ acl, properties: { title: 'a' }, content: { type, value: 'x' } })
      expect(item.content).toEqual({ type, value: 'x' })
    }
  })
})

describe('an access control list', () => {
  const context = { tenantId, version: 'v1.0', rules: defaultSwitches, people: false } as const
  const entry = (type: string, value: string, more = {}) => [{ type, value, accessType: 'grant', ...more }]

  test.each([
    ['everyone', tenantId],
    ['everyone', 'EVERYONE'],
    ['everyoneExceptGuests', tenantId],
    ['everyoneExceptGuests', 'everyone'],
    ['user', userId],
    ['externalGroup', 'tier1'],
  ])('takes %s %s', (type, value) => {
    expect(readAcl(entry(type, value), context)).toHaveLength(1)
  })

  test.each([
    ['everyone', userId],
    ['user', 'alexw@contoso.com'],
    ['group', 'tier1'],
    ['nobody', tenantId],
    ['externalGroup', 'a/b'],
  ])('refuses %s %s', (type, value) => {
    expect(() => readAcl(entry(type, value), context)).toThrow()
  })

  test.each([
    ['without a type', { type: undefined }],
    ['without an access type', { accessType: undefined }],
    ['of an unknown access type', { accessType: 'lend' }],
    ['without a value', { value: undefined }],
    ['whose value is a number', { value: 5 }],
  ])('refuses an entry %s', (_, change) => {
    expect(() => readAcl([{ ...entry('externalGroup', 'tier1')[0], ...change }], context)).toThrow()
  })

  test('knows external groups by their source on beta only', () => {
    const external = entry('group', 'tier1', { identitySource: 'external' })
    expect(readAcl(external, { ...context, version: 'beta' })).toHaveLength(1)
    expect(() => readAcl(external, context)).toThrow(/identitySource/)
  })
})
