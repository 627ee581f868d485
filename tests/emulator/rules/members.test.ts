import { expect, test } from 'vitest'
import { readBoolean, readEnum, readList, readText } from '../../../lib/emulator/rules/members'

const anything: unknown[] = [undefined, null, 5, true, {}, [], 'word']
const not = (...fitting: unknown[]) => anything.filter((value) => !fitting.includes(value))

test.each([
  ['no text', (value: unknown) => readText(value, 'name'), not('word')],
  ['neither true nor false', (value: unknown) => readBoolean(value, 'flag'), not(true)],
  ['no member of its enumeration', (value: unknown) => readEnum(['a', 'b'], value, 'kind'), anything],
  ['no list', (value: unknown) => readList(value, 'list', String), not(anything[5])],
])('a value that is %s is refused', (_, read, values) => {
  for (const value of values) expect(() => read(value)).toThrow()
})

test('booleans and enumeration members may be strings of any case', () => {
  expect([readBoolean('TRUE', 'flag'), readBoolean('False', 'flag')]).toEqual([true, false])
  expect(readEnum(['grant', 'deny'], 'DENY', 'kind')).toBe('deny')
})
