import { expect, test } from 'vitest'
import { parseJson, writeJson } from '../../../lib/emulator/kernel/exact-json'

test.each([
  '9223372036854775807',
  '-9223372036854775808',
  '638000000000000001',
  '9007199254740993',
  '9007199254740991',
  '-1',
  '0.1',
  '[638000000000000001,1,"638000000000000001",null,{"a":9223372036854775807,"b":[true]}]',
])('%s is read and written with all its digits', (text) => {
  expect(writeJson(parseJson(text))).toBe(text)
})

test('a number with a fraction or an exponent stays one that computers round', () => {
  expect(parseJson('[1e18,0.12345678901234567890]')).toEqual([1e18, 0.12345678901234568])
})

test('what is no JSON is refused with many digits as with few', () => {
  expect(() => parseJson('{"a":1')).toThrow(SyntaxError)
  expect(() => parseJson('{"a":12345678901234567890')).toThrow(SyntaxError)
})

test('what cannot be written is still refused', () => {
  const circle: Record<string, unknown> = { a: 1n }
  circle.self = circle
  expect(() => writeJson(circle)).toThrow(TypeError)
})

test('layout is kept', () => {
  expect(writeJson({ a: 9223372036854775807n }, 2)).toBe('{\n  "a": 9223372036854775807\n}')
})
