import { expect, test } from 'vitest'
import { compile, resolveUrl } from '@/lib/model/resolvers/evaluate'
import { lintResolvers } from '@/lib/model/resolvers/lint/lint'
import { fromMarks, likelyMarks, markedId, marksLike, withMark } from '@/lib/model/resolvers/marks'
import { slotAt } from '@/lib/model/resolvers/slots'

const marked = (url: string, ...texts: string[]) => ({
  url,
  marks: texts.map((text) => ({ start: url.lastIndexOf(text), end: url.lastIndexOf(text) + text.length })),
})
const desk = 'https://contoso.com'

test.each([
  [[marked(`${desk}/items/39483948/`, '39483948')], 'id_', `${desk}/items/5`, 'id_5'],
  [[marked(`${desk}/t/9f3kQ`, '9f3kQ')], '', `${desk}/t/aB1`, 'aB1'],
  [[marked(`${desk}/view.aspx?tab=2&id=98120`, '98120')], 'T', `${desk}/view.aspx?id=7&x=1`, 'T7'],
  [
    [marked(`${desk}/kb/IT/reset-badge.html`, 'IT', 'reset-badge')],
    'KB',
    `${desk}/kb/HR/leave-2026.html`,
    'KBHR_leave-2026',
  ],
  [[marked(`${desk}/TCK-104233`, '104233')], '', `${desk}/TCK-9`, '9'],
  [[marked(`${desk}/app#item7`, 'item7')], '', `${desk}/app#item8`, 'item8'],
  [[marked(`${desk}/EU-104233/x`, 'EU', '104233')], '', `${desk}/US-7/x`, 'US_7'],
  [[marked(`${desk}/t/TCK-1`, '1'), marked(`${desk}/t/INCIDENT-22`, '22')], '', `${desk}/t/REQ-5`, '5'],
  [[marked(`${desk}/t/a12`, '12'), marked(`${desk}/t/b3`, '3')], '', `${desk}/t/zz77`, '77'],
  [[marked(`${desk}/t/12-reset`, '12'), marked(`${desk}/t/3-leave`, '3')], '', `${desk}/t/9-now`, '9'],
  [[marked(`${desk}/a?id=1`, '1'), marked(`${desk}/a/b?id=2`, '2')], '', `${desk}/a/b/c?id=3`, '3'],
  [[marked(`${desk}/x?b=2&a=1`, '2', '1')], '', `${desk}/x?b=8&a=9`, '8_9'],
])('what is marked in %j becomes a resolver', (links, prefix, other, itemId) => {
  const made = fromMarks(links, prefix)
  if (!('resolver' in made)) throw new Error(made.problem)
  const compiled = [compile(made.resolver)]
  for (const link of links) expect(resolveUrl(compiled, link.url).match?.itemId).toBe(markedId(link, prefix))
  expect(resolveUrl(compiled, other).match?.itemId).toBe(itemId)
  expect(lintResolvers([made.resolver]).filter(({ severity }) => severity === 'error')).toEqual([])
})

test('several samples make constant what they share, and a gap of what they do not', () => {
  expect(
    fromMarks([
      marked('https://contoso.com/eu/tickets/1', '1'),
      marked('https://contoso.com/us/tickets/22', '22'),
      marked('https://contoso.eu/eu/tickets/333', '333'),
    ]),
  ).toEqual({
    resolver: {
      baseUrls: ['https://contoso.com/', 'https://contoso.eu/'],
      urlPattern: '/[^/?#]+/tickets/(?<ticket>[0-9]+)(?:[/?#]|$)',
      itemId: '{ticket}',
    },
  })
})

test.each([
  [[{ url: `${desk}/a/b`, marks: [{ start: 20, end: 23 }] }], { problem: 'crosses', sample: 0 }],
  [[marked(`${desk}/t/1`, '1'), marked('http://contoso.com/t/2', '2')], { problem: 'no-link', sample: 1 }],
  [[marked(`${desk}/t/1`, '1'), marked('not a link', 'link')], { problem: 'no-link', sample: 1 }],
  [[marked(`${desk}/t/1`, '1'), marked(`${desk}/t/x?id=2`, '2')], { problem: 'other-place', sample: 1 }],
  [[marked(`${desk}/t/1`, '1'), marked(`${desk}/2/t`, '2')], { problem: 'other-place', sample: 1 }],
  [[marked(`${desk}/t/1`, '1'), marked(`${desk}/t/x-2`, 'x', '2')], { problem: 'other-place', sample: 1 }],
  [[], { problem: 'no-link', sample: 0 }],
])('of %j nothing is made, and it is said at which sample that shows', (links, problem) => {
  expect(fromMarks(links)).toEqual(problem)
})

test('a mark is carried over to the same place of another link', () => {
  const texts = (sample: ReturnType<typeof marked>, url: string) =>
    marksLike(sample, url).map(({ start, end }) => url.slice(start, end))

  expect(texts(marked(`${desk}/tickets/104233?x=1`, '104233'), `${desk}/tickets/7/edit`)).toEqual(['7'])
  expect(texts(marked(`${desk}/t/TCK-1`, '1'), `${desk}/t/INC-22`)).toEqual(['22'])
  expect(texts(marked(`${desk}/v?tab=id&id=5`, '5'), `${desk}/v?id=9&tab=id`)).toEqual(['9'])
  expect(texts(marked(`${desk}/kb/IT/a.html`, 'IT', 'a'), `${desk}/kb/HR/b.html`)).toEqual(['HR', 'b'])
  expect(texts(marked(`${desk}/tickets/1`, '1'), `${desk}/tickets`)).toEqual([])
  expect(texts(marked(`${desk}/tickets/1`, '1'), 'nothing')).toEqual([])
})

test('the place of a mark is found, also where a query key stands in the value before it', () => {
  const url = `${desk}/v?tab=idea&id=5`
  expect(slotAt(url, url.length - 1, url.length)).toEqual({ at: { key: 'id' }, before: '', after: '' })
})

test('a mark takes the place of those that it touches, and parts with digits are offered', () => {
  expect(withMark([{ start: 5, end: 9 }], { start: 1, end: 3 })).toEqual([
    { start: 1, end: 3 },
    { start: 5, end: 9 },
  ])
  expect(withMark([{ start: 5, end: 9 }], { start: 8, end: 12 })).toEqual([{ start: 8, end: 12 }])
  const url = `${desk}/2026/tickets/T-104?id=7`
  expect(likelyMarks(url).map(({ start, end }) => url.slice(start, end))).toEqual(['2026', 'T-104', '7'])
})
