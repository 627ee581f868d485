import { expect, test } from 'vitest'
import { fromExamples } from '@/lib/model/resolvers/by-example'
import { CoverageCount } from '@/lib/model/resolvers/coverage'
import { compile, resolveUrl } from '@/lib/model/resolvers/evaluate'
import { proposeFor } from '@/lib/model/resolvers/propose'
import type { Resolver } from '@/lib/model/resolvers/resolver'
import { joinShapes, shapeOf } from '@/lib/model/resolvers/shape'

test('ids that are not in the links make nothing', () => {
  expect(fromExamples([{ url: 'https://contoso.com/a/1', itemId: 'x7f9' }])).toBeNull()
})

const tickets: Resolver = {
  baseUrls: ['https://help.contoso.com/'],
  urlPattern: '/tickets/(?<number>[0-9]{4,7})(?:[/?#]|$)',
  itemId: 'T{number}',
}
const count = (resolvers: Resolver[], links: { url: string; itemId: string }[]) => {
  const compiled = resolvers.map(compile)
  const coverage = new CoverageCount(compiled, new Set(links.map(({ itemId }) => itemId)))
  for (const link of links) {
    const { by, match } = resolveUrl(compiled, link.url)
    coverage.add(link, by, match?.itemId ?? null, Object.values(match?.groups ?? {})[0])
  }
  return coverage.report()
}

const links = [
  ...Array.from({ length: 90 }, (_, at) => ({
    url: `https://help.contoso.com/tickets/${1000 + at}`,
    itemId: `T${1000 + at}`,
  })),
  ...Array.from({ length: 13 }, (_, at) => ({
    url: `https://help.contoso.com/Tickets/${2000 + at}`,
    itemId: `T${2000 + at}`,
  })),
  ...Array.from({ length: 8 }, (_, at) => ({
    url: `https://help.contoso.com/t/9f${at}kQ`,
    itemId: `S9f${at}kQ`,
  })),
  ...Array.from({ length: 4 }, (_, at) => ({
    url: `https://help.contoso.com/tickets/${1000 + at}?reopen=2`,
    itemId: `T${1000 + at}_R2`,
  })),
]

test('links that go wrong are grouped by shape with their reason, and the counts add up', () => {
  const { counts, groups, wins, values } = count([tickets], links)

  expect(counts).toEqual({ total: 115, right: 90, missed: 21, wrong: 4, stopped: 0 })
  expect(groups.map(({ shape, reason, count }) => [shape, reason, count])).toEqual([
    ['help.contoso.com/Tickets/…', 'case', 13],
    ['help.contoso.com/t/…', 'none', 8],
    ['help.contoso.com/tickets/…?reopen=…', 'other-item', 4],
  ])
  expect(wins).toEqual([94])
  expect(values[0]?.[0]?.count).toBe(2)
})

test('each group gets a proposal, and with all of them taken every link leads home', () => {
  let resolvers = [tickets]
  const labels: string[] = []
  for (let turn = 0; turn < 3; turn++) {
    const [group] = count(resolvers, links).groups
    const proposal = group && proposeFor(resolvers, group.samples)
    if (!proposal) throw new Error(`Nothing is proposed for ${group?.shape}`)
    labels.push(proposal.label)
    const { place, resolver } = proposal
    resolvers =
      proposal.kind === 'change' ? resolvers.with(place, resolver) : resolvers.toSpliced(place, 0, resolver)
  }

  expect(labels).toEqual(['Allow any case', 'Propose a resolver', 'Add the group to the id'])
  expect(count(resolvers, links).counts).toEqual({ total: 115, right: 115, missed: 0, wrong: 0, stopped: 0 })
})

test('shapes leave out what tells items apart, and join where only a word differs', () => {
  expect(shapeOf('https://kb.contoso.com/IT/reset-your-badge.html')).toBe('kb.contoso.com/IT/….html')
  const spaces = ['IT', 'HR', 'FIN', 'OPS'].map((space) => `kb.contoso.com/${space}/….html`)
  expect(new Set(joinShapes(spaces).values())).toEqual(new Set(['kb.contoso.com/…/….html']))
  expect(new Set(joinShapes(spaces.slice(1)).values()).size).toBe(3)
})
