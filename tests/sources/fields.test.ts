import { expect, test } from 'vitest'
import { fieldsOf } from '@/lib/sources/fields'
import type { SourceRecord } from '@/lib/sources/record'

test('the fields of all records are named, those of nested objects as paths', () => {
  const records: SourceRecord[] = [
    { row: 1, values: { id: 'a', address: { city: 'Oslo' } } },
    { row: 2, values: { id: 'b', tags: ['x'], address: { zip: 1 } } },
  ]

  expect(fieldsOf(records)).toEqual(['id', 'address', 'address.city', 'tags', 'address.zip'])
})

test('a deep or wide record names a bounded number of fields', () => {
  const deep = JSON.parse(`${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`)
  const wide = Object.fromEntries(Array.from({ length: 50_000 }, (_, at) => [`f${at}`, at]))

  expect(fieldsOf([{ row: 1, values: deep }])).toEqual(['a', 'a.a', 'a.a.a', 'a.a.a.a', 'a.a.a.a.a'])
  expect(fieldsOf([{ row: 1, values: wide }])).toHaveLength(2_000)
})
