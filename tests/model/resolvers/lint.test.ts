import { checkSync } from 'recheck/lib/browser.js'
import { describe, expect, test } from 'vitest'
import { backtrackingOf } from '@/lib/model/resolvers/lint/backtracking'
import { type LintRule, lintRules } from '@/lib/model/resolvers/lint/finding'
import { lintResolvers } from '@/lib/model/resolvers/lint/lint'
import type { Resolver } from '@/lib/model/resolvers/resolver'

const resolver = (base: string, urlPattern: string, itemId: string): Resolver => ({
  baseUrls: [base],
  urlPattern,
  itemId,
})
const home = 'https://contoso.com/'
const good = resolver(home, '/items/(?<n>[0-9]+)(?:[/?#]|$)', 'T{n}')

/** What is wrong, and what the fix makes of it. */
const cases: [LintRule, Resolver, Partial<Resolver> | null][] = [
  ['noCompile', { ...good, urlPattern: '/items/(?<n>[0-9]+' }, { urlPattern: '/items/(?<n>[0-9]+)' }],
  ['noCompile', { ...good, urlPattern: '/items[/(?<n>[0-9]+)' }, { urlPattern: '/items\\[/(?<n>[0-9]+)' }],
  ['noCompile', { ...good, urlPattern: '/a)/(?<n>[0-9]+)' }, { urlPattern: '/a\\)/(?<n>[0-9]+)' }],
  ['unfinished', { ...good, urlPattern: '' }, null],
  ['unfinished', { ...good, baseUrls: [''] }, null],
  ['unfinished', { ...good, itemId: '' }, null],
  ['unknownPlaceholder', { ...good, itemId: 'T{number}' }, { itemId: 'T{n}' }],
  ['unknownPlaceholder', { ...good, itemId: 'T{N}' }, { itemId: 'T{n}' }],
  ['unusedGroup', { ...good, urlPattern: '/(?<a>[a-z]+)/(?<n>[0-9]+)(?:/|$)' }, { itemId: 'T{n}_{a}' }],
  [
    'numberedGroup',
    resolver(home, '/items/([0-9]+)(?:/|$)', 'T{1}'),
    { urlPattern: '/items/(?<id1>[0-9]+)(?:/|$)', itemId: 'T{id1}' },
  ],
  [
    'numberedGroup',
    resolver(home, '/items/([0-9]+)(?:/|$)', 'T'),
    { urlPattern: '/items/(?<id>[0-9]+)(?:/|$)', itemId: 'T{id}' },
  ],
  ['baseNotHttps', { ...good, baseUrls: ['http://contoso.com/'] }, { baseUrls: [home] }],
  ['baseNotHttps', { ...good, baseUrls: ['contoso.com/'] }, { baseUrls: [home] }],
  ['baseNotHttps', { ...good, baseUrls: ['https://contoso.com/ '] }, { baseUrls: [home] }],
  ['baseQuery', { ...good, baseUrls: ['https://contoso.com/?a=1'] }, { baseUrls: [home] }],
  ['baseQuery', { ...good, baseUrls: ['https://contoso.com/#a'] }, { baseUrls: [home] }],
  ['baseOpenEnd', { ...good, baseUrls: ['https://contoso.com'] }, { baseUrls: [home] }],
  ['baseCapitals', { ...good, baseUrls: ['https://Contoso.com/'] }, { baseUrls: [home] }],
  [
    'neverMatches',
    { ...good, urlPattern: '^/items/(?<n>[0-9]+)(?:/|$)' },
    { urlPattern: '/items/(?<n>[0-9]+)(?:/|$)' },
  ],
  [
    'neverMatches',
    { ...good, urlPattern: 'https://fabrikam\\.com/items/(?<n>[0-9]+)(?:/|$)' },
    { urlPattern: '/items/(?<n>[0-9]+)(?:/|$)' },
  ],
  [
    'trailingSlash',
    { ...good, urlPattern: '/items/(?<n>[0-9]+)/' },
    { urlPattern: '/items/(?<n>[0-9]+)(?:[/?#]|$)' },
  ],
  [
    'trailingSlash',
    { ...good, urlPattern: '/items/(?<n>[0-9]+)$' },
    { urlPattern: '/items/(?<n>[0-9]+)(?:[/?#]|$)' },
  ],
  ['letterCase', { ...good, urlPattern: '/x/(?<n>[a-z]+)' }, { urlPattern: '/x/(?<n>[A-Za-z]+)' }],
  ['greedy', { ...good, urlPattern: '/x/(?<n>.*)/' }, { urlPattern: '/x/(?<n>[^/?#]+)/' }],
  ['cutShort', { ...good, urlPattern: '/x/(?<n>[0-9]{5})' }, { urlPattern: '/x/(?<n>[0-9]{5})(?:[/?#]|$)' }],
  ['idCharacters', { ...good, itemId: 'T.{n}' }, { itemId: 'T_{n}' }],
  [
    'idCharacters',
    { ...good, urlPattern: '/x/(?<n>[^/?#]+)(?:/|$)' },
    { urlPattern: '/x/(?<n>[A-Za-z0-9_-]+)(?:/|$)' },
  ],
  ['idLength', { ...good, itemId: `${'x'.repeat(129)}{n}` }, null],
  ['fixedId', resolver(home, '/home(?:/|$)', 'home'), null],
]

test('a good resolver has nothing said about it', () => {
  expect(lintResolvers([good])).toEqual([])
})

describe.each(cases)('%s in %j', (rule, wrong, fixed) => {
  const found = lintResolvers([wrong]).find((finding) => finding.rule === rule)

  test('is found', () => {
    expect(found).toMatchObject({ rule, resolver: 0, message: expect.stringMatching(/\.$/) })
  })

  test('is gone once its fix is taken', () => {
    const change = found?.fix && 'change' in found.fix ? found.fix.change : null
    expect(change).toEqual(fixed)
    const after = lintResolvers([{ ...wrong, ...change }])
    if (change) expect(after.filter((finding) => finding.rule === rule)).toEqual([])
  })
})

test('a resolver whose every link an earlier one takes is never reached', () => {
  const narrow = resolver('https://contoso.com/items/', '/items/(?<n>[0-9]{5})(?:[/?#]|$)', 'T{n}')
  expect(lintResolvers([good, narrow])).toMatchObject([
    { rule: 'shadowed', resolver: 1, fix: { remove: true } },
  ])
  expect(lintResolvers([narrow, good])).toEqual([])
})

test('a ninth resolver is one too many', () => {
  const nine = Array.from({ length: 9 }, (_, at) => ({ ...good, urlPattern: `/k${at}/(?<n>[0-9]+)(?:/|$)` }))
  expect(lintResolvers(nine)).toMatchObject([{ rule: 'tooMany', severity: 'error', resolver: 8 }])
})

test.each([
  ['/(?<space>[A-Z]+)/(?<slug>([a-z0-9]+-?)+)\\.html', '/(?<space>[A-Z]+)/(?<slug>[a-z0-9-]+)\\.html'],
  ['/(?<n>(?:\\w+)*)x', '/(?<n>[\\w]*)x'],
])(
  'the hanging pattern %s is told with a link, its complexity and a pattern that does not hang',
  (urlPattern, flat) => {
    const wrong = resolver(home, urlPattern, 'x')
    const [found] = backtrackingOf(wrong, checkSync(urlPattern, '', { timeout: 5_000 }))

    expect(found).toMatchObject({
      rule: 'backtracking',
      attack: { link: expect.stringMatching(/^https:\/\/contoso\.com\//), complexity: 'exponential' },
      fix: { change: { urlPattern: flat } },
    })
    expect(backtrackingOf(wrong, checkSync(flat, '', { timeout: 5_000 }))).toEqual([])
  },
)

test('every rule of the list has a case here', () => {
  const tested = new Set<LintRule>([...cases.map(([rule]) => rule), 'shadowed', 'tooMany', 'backtracking'])
  expect([...tested].sort()).toEqual(Object.keys(lintRules).sort())
})
