import type { OpenPoint } from '@/lib/model/resolvers/open-points'
import type { Resolver } from '@/lib/model/resolvers/resolver'

/** A link, the resolvers it meets in order, and where it has to lead. Run by the unit tests and in a real browser. */
export interface ResolverCase {
  name: string
  resolvers: Resolver[]
  url: string
  by: number | null
  itemId: string | null
  may?: OpenPoint[]
}

const one = (base: string | string[], urlPattern: string, itemId: string): Resolver => ({
  baseUrls: Array.isArray(base) ? base : [base],
  urlPattern,
  itemId,
})

const home = 'https://contoso.com/'
const published = one('https://contoso.com', '/items/(?<myItemId>[0-9]+)', 'id_{myItemId}')
const items = one(home, '/items/(?<n>[0-9]+)', 'id_{n}')
const tickets = one(home, '/tickets/(?<n>[0-9]+)', 'T{n}')
const query = one(home, '[?&]id=(?<n>[0-9]+)', 'Q{n}')
const optional = one(home, '/doc/(?<a>[a-z]+)(?:-(?<b>[0-9]+))?(?:/|$)', '{a}_{b}')
const eight = Array.from({ length: 8 }, (_, at) => one(home, `/kind${at + 1}/(?<n>[0-9]+)`, `k${at + 1}_{n}`))

const hit = (
  name: string,
  resolvers: Resolver | Resolver[],
  url: string,
  itemId: string,
  more: { by?: number; may?: OpenPoint[] } = {},
): ResolverCase => ({
  name,
  resolvers: Array.isArray(resolvers) ? resolvers : [resolvers],
  url,
  by: more.by ?? 0,
  itemId,
  may: more.may,
})

const miss = (
  name: string,
  resolvers: Resolver | Resolver[],
  url: string,
  may?: OpenPoint[],
): ResolverCase => ({
  name,
  resolvers: Array.isArray(resolvers) ? resolvers : [resolvers],
  url,
  by: null,
  itemId: null,
  may,
})

export const resolverCases: ResolverCase[] = [
  hit('the published example', published, 'https://contoso.com/items/39483948/', 'id_39483948'),

  // The base.
  hit('a base that is all of the host', published, 'https://contoso.com/items/1', 'id_1'),
  hit('a base with a closing slash', items, 'https://contoso.com/items/1', 'id_1'),
  miss('a link without a path under a base with a slash', items, 'https://contoso.com'),
  miss('another host', items, 'https://fabrikam.com/items/1'),
  miss('another scheme', items, 'http://contoso.com/items/1'),
  hit('a look-alike host under an open base', published, 'https://contoso.com.evil.example/items/1', 'id_1', {
    may: ['lookAlike'],
  }),
  miss('a look-alike host under a closed base', items, 'https://contoso.com.evil.example/items/1'),
  hit('a port under an open base', published, 'https://contoso.com:8443/items/1', 'id_1', {
    may: ['lookAlike'],
  }),
  miss('a port under a closed base', items, 'https://contoso.com:8443/items/1'),
  miss('the default port written out', items, 'https://contoso.com:443/items/1', ['defaultPort']),
  miss(
    'the default port in the base',
    one('https://contoso.com:443/', '/items/(?<n>\\d+)', '{n}'),
    'https://contoso.com/items/1',
    ['defaultPort'],
  ),
  hit(
    'the same port in both',
    one('https://contoso.com:8443/', '/items/(?<n>\\d+)', '{n}'),
    'https://contoso.com:8443/items/1',
    '1',
  ),
  hit('user info that passes for the base', published, 'https://contoso.com@evil.example/items/1', 'id_1', {
    may: ['lookAlike'],
  }),
  miss('user info before a closed base', items, 'https://me@contoso.com/items/1'),
  miss('a base in other letters', items, 'https://Contoso.com/items/1', ['baseCase']),
  miss('a scheme in capitals', items, 'HTTPS://contoso.com/items/1', ['baseCase']),
  miss('space before the link', items, ' https://contoso.com/items/1', ['space']),
  hit('space behind the link', items, 'https://contoso.com/items/1 ', 'id_1', { may: ['space'] }),
  hit(
    'a base that ends in a segment',
    one('https://contoso.com/ite', '/items/(?<n>\\d+)', '{n}'),
    'https://contoso.com/items/1',
    '1',
    { may: ['lookAlike'] },
  ),
  hit(
    'a base that ends at a segment',
    one('https://contoso.com/items', '/(?<n>\\d+)', '{n}'),
    'https://contoso.com/items/1',
    '1',
  ),
  hit(
    'the second of two bases',
    one(['https://fabrikam.com/', home], '/items/(?<n>\\d+)', '{n}'),
    'https://contoso.com/items/1',
    '1',
  ),
  hit(
    'two bases that overlap',
    one(['https://contoso.com', home], '/items/(?<n>\\d+)', '{n}'),
    'https://contoso.com/items/1',
    '1',
  ),
  miss('a resolver without a base', one([], '/items/(?<n>\\d+)', '{n}'), 'https://contoso.com/items/1'),
  miss('a base that is not filled in', one([''], '/items/(?<n>\\d+)', '{n}'), 'https://contoso.com/items/1'),
  hit(
    'a base with a query',
    one('https://contoso.com/view?', '[?&]id=(?<n>\\d+)', '{n}'),
    'https://contoso.com/view?id=7',
    '7',
  ),

  // The pattern runs anywhere in the whole link.
  hit('a pattern deep in the path', items, 'https://contoso.com/a/b/c/items/12/edit', 'id_12'),
  hit('the first place that fits', items, 'https://contoso.com/items/1/items/2', 'id_1'),
  hit('a pattern that only the query holds', items, 'https://contoso.com/go?to=/items/5', 'id_5'),
  hit('a pattern that only the fragment holds', items, 'https://contoso.com/#/items/5', 'id_5'),
  hit(
    'a pattern on the host itself',
    one(home, '//(?<host>[a-z]+)', '{host}'),
    'https://contoso.com/x',
    'contoso',
  ),
  miss('an anchor to the path', one(home, '^/items/(?<n>\\d+)', '{n}'), 'https://contoso.com/items/1'),
  hit(
    'an anchor to the whole link',
    one(home, '^https://contoso\\.com/items/(?<n>\\d+)$', '{n}'),
    'https://contoso.com/items/1',
    '1',
  ),
  miss(
    'an anchor at the end, and a slash more',
    one(home, '/items/(?<n>\\d+)$', '{n}'),
    'https://contoso.com/items/1/',
  ),
  miss('letters in another case', items, 'https://contoso.com/Items/1'),
  miss('an empty capture where one is wanted', items, 'https://contoso.com/items/'),
  hit('a dot that stands for anything', one(home, 'a.c=(?<n>\\d)', '{n}'), 'https://contoso.com/?abc=1', '1'),
  hit(
    'the beginning of a longer number',
    one(home, '/items/(?<n>[0-9]{5})', '{n}'),
    'https://contoso.com/items/123456',
    '12345',
  ),
  miss(
    'a pattern that does not compile',
    one(home, '/items/(?<n>[0-9]+', '{n}'),
    'https://contoso.com/items/1',
  ),
  miss('a pattern that is not filled in', one(home, '', 'x'), 'https://contoso.com/items/1'),
  hit('a lookbehind', one(home, '(?<=/items/)(?<n>\\d+)', '{n}'), 'https://contoso.com/items/1', '1'),
  hit(
    'a reference back to a group',
    one(home, '/(?<n>\\d+)/\\k<n>(?:/|$)', '{n}'),
    'https://contoso.com/7/7',
    '7',
  ),
  miss(
    'a line break is no end of the link',
    one(home, '/items/(?<n>\\d+)$', '{n}'),
    'https://contoso.com/items/1\n',
    ['space'],
  ),

  // Characters.
  hit(
    'an encoded character as it is written',
    one(home, '/(?<n>[a-z0-9%]+)$', '{n}'),
    'https://contoso.com/a%20b',
    'a%20b',
  ),
  miss('an encoded slash is no slash', items, 'https://contoso.com/items%2F1'),
  hit(
    'an encoded value of a query',
    one(home, '%22ticket%22%3A%22(?<t>T[0-9]+)%22', '{t}'),
    'https://contoso.com/l?c=%7B%22ticket%22%3A%22T81%22%7D',
    'T81',
  ),
  hit(
    'an international name',
    one('https://münchen.example/', '/(?<n>\\d+)', '{n}'),
    'https://münchen.example/7',
    '7',
  ),
  miss(
    'an international name in its ASCII form',
    one('https://münchen.example/', '/(?<n>\\d+)', '{n}'),
    'https://xn--mnchen-3ya.example/7',
  ),
  hit(
    'an umlaut in the path',
    one(home, '/(?<n>straße-\\d+)', '{n}'),
    'https://contoso.com/straße-9',
    'straße-9',
  ),
  hit(
    'an emoji is two characters without the flag u',
    one(home, '/(?<n>..)$', '{n}'),
    'https://contoso.com/😀',
    '😀',
  ),
  miss('a letter with a composed accent', one(home, '/(?<n>é)$', '{n}'), 'https://contoso.com/e\u0301'),
  hit('a plus in a query', one(home, '[?&]q=(?<n>[^&]+)', '{n}'), 'https://contoso.com/?q=a+b&x=1', 'a+b'),
  hit(
    'the second of two equal keys',
    one(home, '[?&]id=(?<n>[0-9]+)', '{n}'),
    'https://contoso.com/?id=x&id=4',
    '4',
  ),

  // Groups and placeholders.
  hit('an optional group that is there', optional, 'https://contoso.com/doc/abc-12', 'abc_12'),
  hit('an optional group that is not', optional, 'https://contoso.com/doc/abc', 'abc_', {
    may: ['absentGroup'],
  }),
  hit(
    'a group that may be empty, and is',
    one(home, '/x/(?<n>[0-9]*)', 'a{n}'),
    'https://contoso.com/x/',
    'a',
  ),
  hit('an id that is empty', one(home, '/x/(?<n>[0-9]*)', '{n}'), 'https://contoso.com/x/', '', {
    may: ['emptyId'],
  }),
  hit(
    'the other side of a choice',
    one(home, '/(?:t/(?<a>\\d+)|u/(?<b>\\d+))', 'x{a}{b}'),
    'https://contoso.com/u/5',
    'x5',
    { may: ['absentGroup'] },
  ),
  hit(
    'a placeholder without a group',
    one(home, '/items/(?<n>\\d+)', '{m}_{n}'),
    'https://contoso.com/items/1',
    '{m}_1',
    { may: ['unknownPlaceholder'] },
  ),
  hit(
    'a placeholder in other letters',
    one(home, '/items/(?<n>\\d+)', '{N}'),
    'https://contoso.com/items/1',
    '{N}',
    { may: ['unknownPlaceholder'] },
  ),
  hit('a numbered placeholder', one(home, '/items/(\\d+)', 'id{1}'), 'https://contoso.com/items/1', 'id{1}', {
    may: ['unknownPlaceholder'],
  }),
  hit('a group used twice', one(home, '/items/(?<n>\\d+)', '{n}-{n}'), 'https://contoso.com/items/1', '1-1'),
  hit(
    'a captured text that looks like a placeholder',
    one(home, '/(?<a>\\{b\\})(?<b>x)', '{a}{b}'),
    'https://contoso.com/{b}x',
    '{b}x',
  ),
  hit('braces around nothing', one(home, '/items/(?<n>\\d+)', '{}{n}'), 'https://contoso.com/items/1', '{}1'),
  hit(
    'a brace that is never closed',
    one(home, '/items/(?<n>\\d+)', '{{n}'),
    'https://contoso.com/items/1',
    '{1',
  ),
  hit('an id without a placeholder', one(home, '/items/', 'all'), 'https://contoso.com/items/1', 'all'),
  hit(
    'a group named like a member of every object',
    one(home, '/(?<constructor>\\d+)', '{constructor}'),
    'https://contoso.com/5',
    '5',
  ),
  hit(
    'a placeholder named like a member of every object',
    one(home, '/(?<n>\\d+)', '{toString}'),
    'https://contoso.com/5',
    '{toString}',
    { may: ['unknownPlaceholder'] },
  ),
  hit('a dollar sign in the id', one(home, '/(?<n>\\d+)', '$&{n}$1'), 'https://contoso.com/5', '$&5$1'),

  // Several resolvers.
  hit(
    'the first of two that match',
    [items, one(home, '/(?<n>\\d+)', 'x{n}')],
    'https://contoso.com/items/3',
    'id_3',
  ),
  hit('the second when only it matches', [items, tickets], 'https://contoso.com/tickets/3', 'T3', { by: 1 }),
  hit(
    'the second when the base of the first differs',
    [one('https://fabrikam.com/', '/items/(?<n>\\d+)', 'f{n}'), items],
    'https://contoso.com/items/3',
    'id_3',
    { by: 1 },
  ),
  hit(
    'the second when the first does not compile',
    [one(home, '(', 'x'), items],
    'https://contoso.com/items/3',
    'id_3',
    { by: 1 },
  ),
  hit(
    'a wider base before a narrower one',
    [one(home, '/(?<n>\\d+)', 'w{n}'), one('https://contoso.com/items/', '/(?<n>\\d+)', 'n{n}')],
    'https://contoso.com/items/3',
    'w3',
  ),
  hit(
    'a narrower base before a wider one',
    [one('https://contoso.com/items/', '/(?<n>\\d+)', 'n{n}'), one(home, '/(?<n>\\d+)', 'w{n}')],
    'https://contoso.com/items/3',
    'n3',
  ),
  hit(
    'a winner behind one that fits but for its case',
    [one('https://contoso.com/Items/', '/(?<n>\\d+)', 'c{n}'), items],
    'https://contoso.com/items/3',
    'id_3',
    { by: 1, may: ['baseCase'] },
  ),
  hit('the first of eight', eight, 'https://contoso.com/kind1/1', 'k1_1'),
  hit('the last of eight', eight, 'https://contoso.com/kind8/1', 'k8_1', { by: 7 }),
  miss('none of eight', eight, 'https://contoso.com/kind9/1'),
  hit('the ninth, which Graph may not count', [...eight, items], 'https://contoso.com/items/1', 'id_1', {
    by: 8,
    may: ['tooMany'],
  }),
  hit('a construct of 2025', one(home, '/(?i:items)/(?<n>\\d+)', '{n}'), 'https://contoso.com/ITEMS/1', '1', {
    may: ['edition'],
  }),
  hit('a query of one and a path of the other', [query, items], 'https://contoso.com/items/3?id=4', 'Q4'),
]
