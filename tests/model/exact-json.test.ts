import { expect, test } from 'vitest'
import { parseJson, writeJson } from '@/lib/model/exact-json'
import { bodyBytes } from '@/lib/model/items/item'

test.each([
  '9223372036854775807',
  '-9223372036854775808',
  '[638000000000000001,1,0.5,"638000000000000001",null]',
])('%s is read and written with all its digits', (text) => {
  expect(writeJson(parseJson(text))).toBe(text)
})

test('numbers that fit a double stay numbers', () => {
  expect(parseJson('[9007199254740991,1.25,1e18]')).toEqual([9007199254740991, 1.25, 1e18])
})

test('what cannot be read or written is still refused', () => {
  const circle: Record<string, unknown> = { a: 1n }
  circle.self = circle
  expect(() => writeJson(circle)).toThrow(TypeError)
  expect(() => parseJson('{"a":12345678901234567890')).toThrow(SyntaxError)
})

test('the size of a body counts every digit', () => {
  const acl = [{ type: 'everyone', value: 'everyone', accessType: 'grant' }] as const
  const item = (n: number | bigint) => ({ acl: [...acl], properties: { n } })
  expect(bodyBytes(item(9223372036854775807n)) - bodyBytes(item(1))).toBe(18)
})
