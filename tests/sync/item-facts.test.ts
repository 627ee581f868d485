import { expect, test } from 'vitest'
import { shortTitle } from '@/lib/sync/item-facts'

test('a title that is too long for the list ends where one sees that it goes on', () => {
  expect(shortTitle('a'.repeat(200))).toBe('a'.repeat(200))
  expect(shortTitle('a'.repeat(201))).toBe(`${'a'.repeat(199)}…`)
  // Half a character at the end cannot be stored.
  expect(shortTitle(`${'a'.repeat(198)}😀 and more`)).toBe(`${'a'.repeat(198)}…`)
})
