import { expect, test } from 'vitest'
import { syntaxProblemText } from '@/lib/model/json-text'
import { isUpn } from '@/lib/model/mapping/principal-name'
import { likelyMarks } from '@/lib/model/resolvers/marks'
import { bindingsOf } from '@/lib/model/results/bindings'
import { readCardText } from '@/lib/model/results/read-card'
import { HttpConfig } from '@/lib/model/sync/http-source'
import { bestSingleByte } from '@/lib/sources/file/encoding/alphabets'
import { nextPage } from '@/lib/sources/http/paging'
import { expectLinear } from '../support/growth'

const linked: HttpConfig = HttpConfig.parse({
  url: 'https://a.example/',
  records: '',
  credentials: { kind: 'none' },
  paging: { kind: 'linkHeader' },
})
const start = { url: new URL('https://a.example/'), pages: 0, records: 0 }
const pageWith = (link: string) => ({ body: {}, headers: new Headers({ link }), count: 1 })

// Each of these took time with the square of its text, or worse.
test.each<[string, number, (count: number) => () => unknown]>([
  ['a cell that is nearly an address', 20_000, (n) => () => isUpn(`a@${'.'.repeat(n)} `)],
  ['strings of JSON that do not end', 2_000, (n) => () => syntaxProblemText(`{${'\\"'.repeat(n)}`)],
  ['strings of a card that do not end', 2_000, (n) => () => readCardText(`{${'\\"'.repeat(n)}`)],
  [
    'strings of an expression that do not end',
    2_000,
    (n) => () => bindingsOf({ a: `$\{${"\\'".repeat(n)}}` }),
  ],
  ['an expression of spaces', 2_000, (n) => () => bindingsOf({ a: `$\{where(${' '.repeat(n)}}` })],
  ['an expression of names', 2_000, (n) => () => bindingsOf({ a: `$\{${'where('.repeat(n)}}` })],
  [
    'a header of links',
    1_500,
    (n) => () => nextPage(linked, start, pageWith(`<b>; rel=${'next '.repeat(n)}"x`)),
  ],
  ['a link of letters', 2_000, (n) => () => likelyMarks(`https://a.example/${'a'.repeat(n)}`)],
])('%s is read in time that grows with it', async (_, count, make) => {
  await expectLinear(make, count)
})

test('a file of one long word is told its encoding at once', async () => {
  const word = (n: number) => Buffer.from(`\xe9 ${'a'.repeat(n)}`, 'latin1')

  await expectLinear((n) => () => bestSingleByte(word(n)), 1_900)
  expect(bestSingleByte(Buffer.from('né à Málaga', 'latin1')).encoding).toBe('windows-1252')
})

test('the next link of a header is found by the words of its relation', () => {
  const next = (link: string) => nextPage(linked, start, pageWith(link))?.href

  expect(next('<https://a.example/2>; rel="prev", <https://a.example/3>; title="x"; rel="last next"')).toBe(
    'https://a.example/3',
  )
  expect(next('</4>; REL=Next')).toBe('https://a.example/4')
  expect(next('</5>; rel="nextish"')).toBeUndefined()
})
