import { expect, test } from 'vitest'
import { parseKql, plainWords, searchTerms } from '../../../lib/emulator/rules/kql'

const text = (words: string, prefix = false) => ({ kind: 'text', text: words, prefix })
const property = (name: string, operator: string, value: string, more: object = {}) => ({
  kind: 'property',
  name,
  operator,
  value,
  prefix: false,
  ...more,
})

test.each([
  ['', { kind: 'everything' }],
  ['*', { kind: 'everything' }],
  ['printer', text('printer')],
  ['prin*', text('prin', true)],
  ['"tray 2"', text('tray 2')],
  ['"tray jam"*', text('tray jam', true)],
  ['title:printer', property('title', ':', 'printer')],
  ['title:"tray 2"', property('title', ':', 'tray 2')],
  ['title:prin*', property('title', ':', 'prin', { prefix: true })],
  ['votes>=5', property('votes', '>=', '5')],
  ['votes<>5', property('votes', '<>', '5')],
  ['votes:1..5', property('votes', ':', '1', { to: '5' })],
])('%s is one term', (query, expected) => {
  expect(parseKql(query)).toEqual(expected)
})

test('terms next to each other are all wanted', () => {
  expect(parseKql('printer jam')).toEqual({ kind: 'and', parts: [text('printer'), text('jam')] })
})

test('AND binds closer than OR, NOT closer than both', () => {
  expect(parseKql('a OR b AND NOT c')).toEqual({
    kind: 'or',
    parts: [text('a'), { kind: 'and', parts: [text('b'), { kind: 'not', part: text('c') }] }],
  })
  expect(parseKql('(a OR b) -c')).toEqual({
    kind: 'and',
    parts: [
      { kind: 'or', parts: [text('a'), text('b')] },
      { kind: 'not', part: text('c') },
    ],
  })
})

test('operators are words in lower case', () => {
  expect(parseKql('a or b')).toEqual({ kind: 'and', parts: [text('a'), text('or'), text('b')] })
})

test('restrictions of one property side by side widen the search', () => {
  const either = { kind: 'or', parts: [property('tags', ':', 'a'), property('Tags', ':', 'b')] }

  expect(parseKql('tags:a Tags:b')).toEqual(either)
  expect(parseKql('x tags:a Tags:b')).toEqual({ kind: 'and', parts: [text('x'), either] })
  expect(parseKql('tags:a AND Tags:b')).toEqual({ ...either, kind: 'and' })
})

test('a parenthesis that is not closed, or not opened, is told', () => {
  expect(() => parseKql('(a')).toThrow('A parenthesis is not closed.')
  expect(() => parseKql('a)')).toThrow('A parenthesis was not opened.')
})

test.each(['(a', 'a)', 'AND', 'a AND', 'OR a', 'title:', '()', 'NOT'])('%s is not valid', (query) => {
  expect(() => parseKql(query)).toThrow()
})

test.each([
  ['a XRANK(cb=10) b', 'The operator XRANK is not supported here.'],
  ['a NEAR b', 'The operator NEAR is not supported here.'],
  ['ANY(a b)', 'The operator ANY is not supported here.'],
  [`${'('.repeat(50)}a${')'.repeat(50)}`, 'The query nests too deep.'],
  ['a '.repeat(501), 'A query has at most 500 terms.'],
])('%s is beyond what is searched here', (query, message) => {
  expect(() => parseKql(query)).toThrow(message)
})

test('500 terms and 50 levels are searched', () => {
  expect(searchTerms(parseKql('a '.repeat(500)))).toHaveLength(500)
  expect(parseKql(`${'('.repeat(49)}a${')'.repeat(49)}`)).toEqual(text('a'))
})

test('what is no KQL has words all the same', () => {
  expect(plainWords('(printer AND "tray*')).toEqual({
    kind: 'and',
    parts: [text('printer'), text('AND'), text('tray')],
  })
  expect(plainWords('()')).toEqual({ kind: 'everything' })
  expect(() => plainWords('a '.repeat(501))).toThrow('A query has at most 500 terms.')
})

test('the terms of a query are those that are wanted', () => {
  expect(searchTerms(parseKql('printer "tray 2" NOT jam title:x'))).toEqual(['printer', 'tray 2'])
})
