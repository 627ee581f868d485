import fc from 'fast-check'
import { expect, test } from 'vitest'
import { itemIdResolverType, type RawResolver } from '@/lib/model/resolvers/graph-resolvers'
import { importSet, importTests } from '@/lib/model/resolvers/import-set'
import { readImport } from '@/lib/model/resolvers/read-import'
import { openSet } from '@/lib/model/resolvers/resolver-list'
import { setChanges } from '@/lib/model/resolvers/set-changes'
import { toList } from '@/lib/model/resolvers/to-list'

const raw = (priority: number, name: string): RawResolver => ({
  '@odata.type': itemIdResolverType,
  priority,
  itemId: `${name}{n}`,
  urlMatchInfo: { baseUrls: [`https://${name}.contoso.com/`], urlPattern: `/${name}/(?<n>[0-9]+)` },
})
const resolver = (name: string) => ({
  baseUrls: [`https://${name}.contoso.com/`],
  urlPattern: `/${name}/(?<n>[0-9]+)`,
  itemId: `${name}{n}`,
})
const read = (value: unknown) => readImport(JSON.stringify(value))

test('an export comes back as it was, wherever the list stands, in the order of its priorities', () => {
  const list = [raw(2, 'b'), raw(1, 'a')]
  const testCases = [{ url: 'https://a.contoso.com/a/1', expected: 'a1' }]
  const resolvers = [resolver('a'), resolver('b')]

  expect(read({ urlToItemResolvers: list, testCases })).toEqual({ resolvers, tests: testCases, leftOut: 0 })
  expect(read({ id: 'desk', activitySettings: { urlToItemResolvers: list } })).toMatchObject({ resolvers })
  expect(read(list)).toMatchObject({ resolvers, tests: [] })
})

test.each([
  ['{', 'This is not JSON.'],
  ['', 'This is not JSON.'],
  ['null', 'There is no list "urlToItemResolvers" in it. Export one to see its form.'],
  ['{"urlToItemResolvers":{}}', 'There is no list "urlToItemResolvers" in it. Export one to see its form.'],
  [`"${'x'.repeat(4_000_000)}"`, 'This is longer than any export: 4 million characters.'],
  ['[1]', 'Resolver 1: this is no object.'],
  ['[{"itemId":"x"}]', 'Resolver 1: "urlMatchInfo" with "baseUrls" and "urlPattern" is missing.'],
  [JSON.stringify([{ ...raw(1, 'a'), itemId: 7 }, raw(2, 'b')]), 'Resolver 1: "itemId" has to be a text.'],
  [
    JSON.stringify([raw(1, 'a'), { itemId: 'x', urlMatchInfo: { baseUrls: [{}], urlPattern: '' } }]),
    'Resolver 2: "baseUrls" has to be a text.',
  ],
  [
    JSON.stringify([{ itemId: 'x', urlMatchInfo: { baseUrls: [], urlPattern: 'a'.repeat(2_001) } }]),
    'Resolver 1: "urlPattern" has more than 2,000 characters.',
  ],
  [
    JSON.stringify([
      { itemId: 'x', urlMatchInfo: { baseUrls: Array(21).fill('https://a.com/'), urlPattern: '' } },
    ]),
    'Resolver 1: it has more than 20 base URLs.',
  ],
  [JSON.stringify(Array(9).fill(raw(1, 'a'))), 'It has 9 resolvers; a connection takes 8.'],
  ['{"urlToItemResolvers":[],"testCases":{}}', '"testCases" has to be a list.'],
  [
    '{"urlToItemResolvers":[],"testCases":[{"url":"","expected":null}]}',
    'Test case 1: "url" has to be a link of up to 8192 characters.',
  ],
  [
    '{"urlToItemResolvers":[],"testCases":[{"url":"https://a.com/1"}]}',
    'Test case 1: "expected" has to be an item id, or null for none.',
  ],
  [
    '{"urlToItemResolvers":[],"testCases":[{"url":"a","expected":"1"},{"url":"a","expected":"2"}]}',
    'Test case 2: its link has a test case above already.',
  ],
])('%.60s is refused with what has to be fixed', (text, problem) => {
  expect(readImport(text)).toEqual({ problem })
})

test('members of a prototype, unknown members and deep nesting reach nothing', () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
  const hostile = `[{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"deep":${deep},"priority":1,
    "itemId":"x{n}","urlMatchInfo":{"__proto__":{"baseUrls":[]},"baseUrls":["https://a.com/"],"urlPattern":"/(?<n>1)"}}]`

  const found = readImport(hostile)

  expect(found).toEqual({
    resolvers: [{ baseUrls: ['https://a.com/'], urlPattern: '/(?<n>1)', itemId: 'x{n}' }],
    tests: [],
    leftOut: 0,
  })
  expect(({} as { polluted?: number }).polluted).toBeUndefined()
  expect(readImport('[{"__proto__":{"itemId":"x","urlMatchInfo":{"baseUrls":[],"urlPattern":""}}}]')).toEqual(
    {
      problem: 'Resolver 1: "urlMatchInfo" with "baseUrls" and "urlPattern" is missing.',
    },
  )
})

test('whatever JSON comes in, there is an answer, and what is taken can be sent', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 6 }), (text) => {
      for (const one of [text, `{"urlToItemResolvers":${text}}`, `[${text}]`]) {
        const found = readImport(one)
        if ('problem' in found) expect(found.problem).not.toBe('')
        else expect(toList(importSet(openSet([]), found.resolvers))).toHaveLength(found.resolvers.length)
      }
    }),
    { numRuns: 300 },
  )
})

test('entries of other kinds are left out, and those of the connection stay in their places', () => {
  const foreign = { '@odata.type': '#x.laterResolver', priority: 2 }
  expect(read([foreign, raw(1, 'a')])).toMatchObject({ resolvers: [resolver('a')], leftOut: 1 })

  const set = importSet(openSet([raw(1, 'a'), foreign, raw(3, 'c')]), [resolver('c'), resolver('d')])

  expect(toList(set).map(({ priority, itemId }) => [priority, itemId])).toEqual([
    [1, 'c{n}'],
    [2, undefined],
    [3, 'd{n}'],
  ])
})

test('what Graph has is recognized, so that the changes say what a save would do', () => {
  const set = openSet([raw(1, 'a'), raw(2, 'b'), raw(3, 'c')])
  const changes = setChanges(
    importSet(set, [resolver('b'), { ...resolver('a'), itemId: 'A{n}' }, resolver('x')]),
  )

  expect(changes.map(({ kind }) => kind)).toEqual(['changed', 'moved', 'added', 'removed'])
  expect(setChanges(importSet(set, [resolver('a'), resolver('b'), resolver('c')]))).toEqual([])
})

test('test cases that are kept like that already are no change', () => {
  const kept = [
    { url: 'a', expected: '1' },
    { url: 'b', expected: null },
  ]
  const file = [...kept.slice(0, 1), { url: 'b', expected: '2' }, { url: 'c', expected: null }]
  expect(importTests(kept, file)).toEqual({
    added: [{ url: 'c', expected: null }],
    changed: [{ url: 'b', expected: '2' }],
  })
})
