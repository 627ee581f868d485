import { expect, test } from 'vitest'
import {
  parseAggregationFilter,
  rangeToken,
  valueToken,
} from '../../../lib/emulator/rules/aggregation-filter'

const value = (text: string) => ({ kind: 'value', value: text })

test('a token holds the bytes of its value', () => {
  expect(valueToken('docx')).toBe('"ǂǂ646f6378"')
})

test.each([
  [`type:${valueToken('docx')}`, [value('docx')]],
  [`type:"${valueToken('dóc "x"')}"`, [value('dóc "x"')]],
  [`type:or(${valueToken('a')},${valueToken('b')})`, [value('a'), value('b')]],
  ['type:"docx"', [value('docx')]],
  ['type:docx', [value('docx')]],
  [`type:${rangeToken(undefined, '100')}`, [{ kind: 'range', to: '100', toIncluded: false }]],
  [`type:${rangeToken('100')}`, [{ kind: 'range', from: '100', toIncluded: true }]],
  [
    `type:or("a",${rangeToken('1', '2')})`,
    [value('a'), { kind: 'range', from: '1', to: '2', toIncluded: false }],
  ],
  ['type:range( 1 , 2 , to = le )', [{ kind: 'range', from: '1', to: '2', toIncluded: true }]],
])('%s is understood', (text, tokens) => {
  expect(parseAggregationFilter(text)).toEqual({ field: 'type', tokens })
})

test.each(['', 'type', 'type:', 'type:or()', 'type:"a" "b"', 'type:or("a" "b")', ':x'])(
  '%s is refused',
  (text) => {
    expect(() => parseAggregationFilter(text)).toThrow()
  },
)

test('more than a hundred ranges, or a range that never ends, are refused at once', () => {
  const ranges = Array.from({ length: 101 }, (_, at) => rangeToken(String(at), String(at + 1)))

  expect(parseAggregationFilter(`type:or(${ranges.slice(1).join(',')})`).tokens).toHaveLength(100)
  expect(() => parseAggregationFilter(`type:or(${ranges.join(',')})`)).toThrow()
  expect(() => parseAggregationFilter(`type:range(${' '.repeat(200_000)}`)).toThrow()
})
