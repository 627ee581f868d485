import { expect, test } from 'vitest'
import { parseAggregationFilter } from '../../../lib/emulator/rules/aggregation-filter'
import { parseKql, plainWords } from '../../../lib/emulator/rules/kql'
import { parseFilter } from '../../../lib/emulator/rules/odata-filter'
import { parseSearch } from '../../../lib/emulator/rules/odata-search'
import { plainText } from '../../../lib/emulator/search/plain-text'
import { summaryOf } from '../../../lib/emulator/search/summary'
import { expectLinear, threadMs } from '../../support/growth'
import { openTenant } from '../routes/calls'

const list = (count: number, one: (index: number) => string, between: string) =>
  Array.from({ length: count }, (_, index) => one(index)).join(between)
const refusedOr = (work: () => unknown) => {
  try {
    work()
  } catch {
    // A refusal takes its time too.
  }
}
const row = { id: 'x', displayName: 'Adele Vance' }
const filter = (text: string) => parseFilter(text, Object.keys(row))(row)
const words = (count: number) => list(count, (index) => `w${index}`, ' ')

const cases: [string, number, (count: number) => () => unknown][] = [
  ['a filter with a list', 30_000, (n) => filterOf(`id in (${list(n, (i) => `'${i}'`, ',')})`)],
  ['a filter of alternatives', 10_000, (n) => filterOf(list(n, (i) => `id eq '${i}'`, ' or '))],
  ['a filter that breaks off', 30_000, (n) => filterOf(`id in (${list(n, () => "'a'", ',')}`)],
  ['a filter without a word', 30_000, (n) => filterOf(' '.repeat(n * 10))],
  ['a search of the directory', 5000, (n) => searchOf(list(n, (i) => `"displayName:${i}"`, ' OR '))],
  ['quotes that nobody closes', 5000, (n) => searchOf('"\\'.repeat(n * 4))],
  ['a query of many words', 20_000, (n) => () => refusedOr(() => parseKql(words(n)))],
  ['a query of many signs', 20_000, (n) => () => refusedOr(() => parseKql(`${'+-('.repeat(n)}a`))],
  ['a query of one long word', 50_000, (n) => () => parseKql('a'.repeat(n))],
  ['a query that is no KQL', 20_000, (n) => () => refusedOr(() => plainWords(words(n)))],
  [
    'a filter of buckets',
    5000,
    (n) => {
      const text = `type:or(${list(n, (i) => `"${i}"`, ',')})`
      return () => parseAggregationFilter(text)
    },
  ],
  [
    'a filter of buckets that breaks off',
    20_000,
    (n) => {
      const text = `type:or(${') '.repeat(n)}x`
      return () => refusedOr(() => parseAggregationFilter(text))
    },
  ],
  [
    'a summary of words of all lengths',
    // So many lengths take the square of it in letters.
    60,
    (n) => {
      const terms = Array.from({ length: n }, (_, index) => 'q'.repeat(index + 1))
      const content = words(n * 50)
      return () => summaryOf(content, terms)
    },
  ],
  [
    'tags that nobody closes',
    20_000,
    (n) => {
      const value = '<script>'.repeat(n)
      return () => plainText({ type: 'html', value })
    },
  ],
]

function filterOf(text: string) {
  return () => refusedOr(() => filter(text))
}

function searchOf(text: string) {
  return () => refusedOr(() => parseSearch(text, Object.keys(row))(row))
}

test.each(cases)('%s that is ten times as long takes about ten times as long', (_, count, make) =>
  expectLinear(make, count),
)

test('a filter of 300,000 values in a batch is answered in a moment', async () => {
  const { call } = await openTenant()
  const url = `/users?$select=id&$filter=id in (${list(300_000, (index) => `'${index}'`, ',')})`
  const requests = [{ id: '1', method: 'GET', url }]
  const ask = async () => {
    const { body } = await call('POST /$batch', { requests })
    expect(body.responses).toMatchObject([{ status: 200, body: { value: [] } }])
  }

  expect(await threadMs(ask)).toBeLessThan(5000)
})
