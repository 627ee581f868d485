import { expect, test } from 'vitest'
import { summaryOf } from '../../../lib/emulator/search/summary'

const long = Array.from({ length: 40 }, (_, index) => `w${index}`).join(' ')

test('a short text is shown whole, its words marked', () => {
  expect(summaryOf('The Café, closed.', ['cafe'])).toBe('The <c0>Café,</c0> closed.')
})

test('a long one is cut around the first word found', () => {
  expect(summaryOf(long, ['w20'])).toMatch(/^<ddd\/> w8 .*<c0>w20<\/c0>.* w32 <ddd\/>$/)
  expect(summaryOf(long, ['nothing'])).toMatch(/^w0 .* w12 <ddd\/>$/)
})

test('there is none of an item without content', () => {
  expect(summaryOf('', ['a'])).toBe('<ddd/>')
})
