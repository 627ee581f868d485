import { expect, test } from 'vitest'
import { inputMaximum, needAdmissible } from '@/lib/services/admissible'

function nested(depth: number): unknown {
  let value: unknown = 1
  for (let n = 0; n < depth; n += 1) value = { in: value }
  return value
}

const refused = (input: unknown) => {
  try {
    needAdmissible(input)
    return null
  } catch (error) {
    return error
  }
}

test.each([
  ['deep', nested(inputMaximum.depth + 1)],
  ['so deep that a call per level would end the process', nested(500_000)],
  ['wide', Array.from({ length: inputMaximum.parts + 1 }, () => 1)],
  ['long', { text: 'a'.repeat(inputMaximum.letters + 1) }],
  ['long in its names', Object.fromEntries([['a'.repeat(inputMaximum.letters + 1), 1]])],
  ['long in all', Array.from({ length: 100 }, () => 'a'.repeat(inputMaximum.letters / 50))],
])('an input that is %s is refused', (_, input) => {
  expect(refused(input)).toMatchObject({ code: 'invalid' })
})

test('what is as large as allowed passes', () => {
  expect(refused(nested(inputMaximum.depth))).toBeNull()
  expect(refused({ text: 'a'.repeat(1_000_000), file: () => [] })).toBeNull()
})

test.each([
  [{ a: { b: ['ok', 'x\0'] } }, 'a.b.1'],
  [{ a: '\ud800' }, 'a'],
  [{ a: { 'b\0': 1 } }, 'a'],
])('%j cannot be stored, and its place is named', (input, field) => {
  expect(refused(input)).toMatchObject({ code: 'invalid', field })
})
