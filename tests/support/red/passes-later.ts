import { expect, test } from 'vitest'

let tries = 0

test('passes on its second try', () => {
  tries += 1
  expect(tries).toBe(2)
})
