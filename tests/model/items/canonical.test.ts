import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonical } from '@/lib/model/items/canonical'

test('the order of members does not matter, that of entries does', () => {
  expect(canonical({ b: [1, { d: 1, c: 2 }], a: 'x' })).toBe('{"a":"x","b":[1,{"c":2,"d":1}]}')
  expect(canonical([1, 2])).not.toBe(canonical([2, 1]))
  expect(canonical({ a: undefined })).toBe(canonical({}))
})

test('whole numbers are told apart by every digit', () => {
  expect(canonical({ ticks: 638000000000000001n })).toBe('{"ticks":638000000000000001}')
  expect(canonical([9223372036854775807n])).not.toBe(canonical([9223372036854775806n]))
})

test('what is told apart as JSON is told apart', () => {
  const value = fc.jsonValue().filter((one) => !JSON.stringify(one).includes('__proto__'))
  fc.assert(
    fc.property(value, (one) => {
      expect(JSON.parse(canonical(one))).toEqual(JSON.parse(JSON.stringify(one)))
    }),
  )
})
