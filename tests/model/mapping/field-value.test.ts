import { expect, test } from 'vitest'
import { type FieldValues, fieldAt } from '@/lib/model/mapping/field-value'
import type { Mapping } from '@/lib/model/mapping/mapping'
import { rowToItem } from '@/lib/model/mapping/row-to-item'
import type { ConnectorSchema, PropertyType } from '@/lib/model/schema/schema'

/** What a property of this type gets from a field. */
function made(type: PropertyType, value: FieldValues[string]) {
  const mapping: Mapping = {
    itemId: { column: 'id' },
    properties: { property: { kind: 'column', column: 'field' } },
    access: 'everyone',
  }
  const schema: ConnectorSchema = {
    baseType: 'microsoft.graph.externalItem',
    properties: [{ name: 'property', type }],
  }
  const row = { id: 1, field: value }
  const { item, problems } = rowToItem({ row, mapping, schema, contentCategory: null, tenantId: 't' })
  return item ? item.properties.property : problems[0]?.message
}

test.each<[PropertyType, FieldValues[string], unknown]>([
  ['string', 'text', 'text'],
  ['string', 12, '12'],
  ['string', true, 'true'],
  ['int64', 12, 12],
  ['int64', 9007199254740993n, 9007199254740993n],
  ['int64', 1.5, expect.stringContaining("'1.5' is not a whole number")],
  ['double', 1.5, 1.5],
  ['boolean', false, false],
  ['dateTime', '2026-01-31', '2026-01-31T00:00:00Z'],
  ['dateTime', 20260131, expect.stringContaining('is not an ISO 8601 date')],
  ['string', ['a', 'b'], expect.stringContaining('is a list where one value is needed')],
  ['string', { a: 1 }, expect.stringContaining('is an object where one value is needed')],
  ['stringCollection', ['a;b', null, 3], ['a;b', '3']],
  ['stringCollection', 'a;b', ['a', 'b']],
  ['int64Collection', 4, [4]],
  ['int64Collection', [1, [2]], expect.stringContaining('is a list')],
])('a %s from %s', (type, value, expected) => {
  expect(made(type, value)).toEqual(expected)
})

test('a field is found by its name, else by its path', () => {
  const values = { 'a.b': 1, a: { b: 2, c: { d: null, e: 3 } }, list: [{ x: 1 }] }

  expect(fieldAt(values, 'a.b')).toBe(1)
  expect(fieldAt(values, 'a.c.e')).toBe(3)
  for (const name of ['a.c.d', 'a.x', 'list.0', 'constructor', 'a.__proto__', '', 'list.length'])
    expect(fieldAt(values, name), name).toBeUndefined()
})

test('a cell with a JSON array gives its values, and other text in brackets is split', () => {
  expect(made('stringCollection', '["a;b", "ü"]')).toEqual(['a;b', 'ü'])
  expect(made('int64Collection', '[1, 9007199254740993, null]')).toEqual([1, 9007199254740993n])
  expect(made('stringCollection', '[]')).toContain('no value in any mapped column')
  expect(made('stringCollection', '[urgent];[low]')).toEqual(['[urgent]', '[low]'])
  expect(made('stringCollection', '[{"a": 1}]')).toEqual(['[{"a": 1}]'])
  expect(made('string', '["a"]')).toBe('["a"]')
})
