import { expect, test } from 'vitest'
import { countText, numberText } from '@/lib/model/number-text'

test('a number is written with its thousands apart', () => {
  expect([0, 999, 12_000, 1_234_567].map(numberText)).toEqual(['0', '999', '12,000', '1,234,567'])
})

test('a count names one thing or many', () => {
  expect(countText(1, 'item')).toBe('1 item')
  expect(countText(0, 'item')).toBe('0 items')
  expect(countText(12_000, 'item has', 'items have')).toBe('12,000 items have')
})
