import { expect, test } from 'vitest'

test('fails on purpose', () => {
  expect(1).toBe(2)
})
