import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { annotation } from '@/lib/model/items/item'
import { ItemId, itemIdFrom, textOfItemId } from '@/lib/model/items/item-id'
import { convertValue } from '@/lib/model/mapping/convert-value'
import { PropertyType } from '@/lib/model/schema/schema'

describe('item ids', () => {
  test('a legal id stays, a user principal name is escaped', () => {
    expect(itemIdFrom(' T-1_a ')).toEqual({ id: 'T-1_a' })
    expect(itemIdFrom('adele.vance@contoso.com')).toEqual({ id: 'adele_dot_vance_at_contoso_dot_com' })
    expect(itemIdFrom('Größe 1')).toEqual({ id: 'Gr_xf6__xdf_e_x20_1' })
  })

  test('nothing and too much are refused', () => {
    expect(itemIdFrom(' ')).toMatchObject({ problem: expect.stringMatching(/needs an id/) })
    expect(itemIdFrom('a'.repeat(129))).toMatchObject({ problem: expect.stringMatching(/128/) })
  })

  test('an escaped id gives its text back, so no two texts share one', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 10 }),
      fc
        .array(fc.constantFrom('_at', '_at_', '@', '_', '.', 'dot_', '_x40', 'x', ' '), { maxLength: 8 })
        .map((all) => all.join('')),
    )
    fc.assert(
      fc.property(text, (raw) => {
        const trimmed = raw.trim()
        const made = itemIdFrom(raw)
        if ('problem' in made) return
        expect(ItemId.safeParse(made.id).success).toBe(true)
        expect(made.id === trimmed || textOfItemId(made.id) === trimmed).toBe(true)
      }),
    )
  })
})

describe('values', () => {
  test.each([
    ['int64', ' 42 ', 42],
    ['int64', '-9007199254740991', -9007199254740991],
    ['int64', '-0', 0],
    ['int64', '9007199254740992', 9007199254740992n],
    ['int64', '+638000000000000001', 638000000000000001n],
    ['int64', '-9223372036854775808', -9223372036854775808n],
    ['int64Collection', '1;9223372036854775807', [1, 9223372036854775807n]],
    ['double', '3.5e2', 350],
    ['double', '.5', 0.5],
    ['boolean', 'Yes', true],
    ['boolean', '0', false],
    ['dateTime', '2026-01-31', '2026-01-31T00:00:00Z'],
    ['dateTime', '2026-01-31 08:30', '2026-01-31T08:30:00Z'],
    ['dateTime', '2026-01-31T08:30:00.125+01:00', '2026-01-31T07:30:00.125Z'],
    ['dateTime', '2026-01-31T08:30:00+0530', '2026-01-31T03:00:00Z'],
    ['string', ' as it is ', ' as it is '],
    ['stringCollection', 'a; b;;', ['a', 'b']],
    ['int64Collection', '1;2', [1, 2]],
    ['doubleCollection', '1.5', [1.5]],
    ['dateTimeCollection', '2026-01-31', ['2026-01-31T00:00:00Z']],
    [
      'principal',
      'a@contoso.com',
      { '@odata.type': 'microsoft.graph.externalConnectors.principal', upn: 'a@contoso.com' },
    ],
  ] as const)('%s takes %j', (type, text, value) => {
    expect(convertValue(type, text)).toEqual({ value })
  })

  test.each([
    ['int64', 'high', /not a whole number/],
    ['int64', '1.5', /not a whole number\.$/],
    ['int64', '1,000', /thousands separator/],
    ['int64', '9223372036854775808', /beyond ±9223372036854775807/],
    ['int64', '-9223372036854775809', /beyond/],
    ['double', '3,14', /decimal dot/],
    ['double', '1e999', /not a number/],
    ['double', 'Infinity', /not a number/],
    ['boolean', 'maybe', /true or false/],
    ['dateTime', '01/02/2026', /two dates.*2026-01-31/],
    ['dateTime', '1.2.2026', /two dates/],
    ['dateTime', '2026-02-30', /calendar/],
    ['dateTime', '2026-01-31T25:00:00Z', /no time/],
    ['dateTime', '2026-01-31T8', /time that cannot be read/],
    ['dateTime', 'yesterday', /not an ISO 8601 date/],
    ['int64Collection', '1;two', /'two' is not a whole number/],
  ] as const)('%s refuses %j', (type, text, message) => {
    expect(convertValue(type, text)).toEqual({ problem: expect.stringMatching(message) })
  })

  test('a collection is split where the mapping says', () => {
    expect(convertValue('stringCollection', 'a;b|c', { separator: '|' })).toEqual({ value: ['a;b', 'c'] })
  })

  test('no text makes any type throw', () => {
    fc.assert(
      fc.property(fc.constantFrom(...PropertyType.options), fc.string({ unit: 'binary' }), (type, text) => {
        expect(Object.keys(convertValue(type, text))).toHaveLength(1)
      }),
    )
  })
})

test('annotations stand with collections and with text beyond ASCII', () => {
  expect(annotation('string', 'plain')).toBeNull()
  expect(annotation('string', 'Zoë')).toBe('String')
  expect(annotation('int64', 1)).toBeNull()
  expect(
    annotation('principal', { '@odata.type': 'microsoft.graph.externalConnectors.principal' }),
  ).toBeNull()
  expect(annotation('dateTimeCollection', [])).toBe('Collection(DateTimeOffset)')
  expect(annotation('int64Collection', [])).toBe('Collection(Int64)')
})
