import { expect, test } from 'vitest'
import { writeQuestion } from '@/lib/model/search/address'
import { kqlHints } from '@/lib/model/search/kql-hints'
import { readQuestion } from '@/lib/model/search/question'
import { filterOf, filterText, refinersOf } from '@/lib/model/search/refiner'
import { summaryParts } from '@/lib/model/search/summary'
import { ticketSchema } from '../../support/graph'

test('a search stands in an address and is read from it again', () => {
  const question = { q: 'title:a & b', connection: 'desk', refine: ['team:"ǂǂ6465736b"'], page: 3 }
  const address = (path: string) => {
    const query = new URL(path, 'http://a.example').searchParams
    return { ...Object.fromEntries(query), refine: query.getAll('refine') }
  }

  expect(readQuestion(address(writeQuestion(question)))).toEqual({ question, wrong: null })
  expect(writeQuestion({ q: '' })).toBe('/search')
  expect(readQuestion({ q: ' ' })).toEqual({ question: null, wrong: null })
  expect(readQuestion({ q: 'x'.repeat(501) })).toEqual({
    question: null,
    wrong: 'A query has at most 500 characters here.',
  })
  expect(readQuestion({ q: 'x', page: '41' }).wrong).toBe('Graph pages up to 40.')
  for (const page of ['first', '0', '1.5'])
    expect(readQuestion({ q: 'x', page }).wrong).toMatch(/^The address asks for a page that there is not/)
})

test('what Graph marks in a summary is told apart', () => {
  expect(summaryParts('The <c0>printer</c0> <b>jams</b><ddd/>')).toEqual([
    { text: 'The ', found: false },
    { text: 'printer', found: true },
    { text: ' <b>jams</b>', found: false },
    { text: ' … ', found: false },
  ])
})

test('a filter is said in words, whatever its token', () => {
  expect(filterOf('team', '"ǂǂ46656c64"')).toBe('team:"ǂǂ46656c64"')
  expect(filterText('team:"ǂǂ4bc3b66c6e"')).toBe('team: Köln')
  expect(filterText(filterOf('size', 'range(min, 5)'))).toBe('size: range(min, 5)')
  expect(filterText('no filter')).toBe('no filter')
})

test('hints and refiners follow the schema', () => {
  expect(kqlHints(ticketSchema)).toEqual({
    restrictions: [
      { text: 'title:', label: 'title' },
      { text: 'tags:', label: 'tags' },
    ],
    words: ['title'],
  })
  const properties = [
    { name: 'team', type: 'string', isRefinable: true },
    { name: 'opened', type: 'dateTime', isRefinable: true },
  ] as const
  expect(refinersOf({ ...ticketSchema, properties: [...properties] })).toEqual(['team'])
})
