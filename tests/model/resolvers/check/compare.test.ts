import { expect, test } from 'vitest'
import { compareOn } from '@/lib/model/resolvers/check/compare'
import type { Beat } from '@/lib/model/resolvers/check/protocol'
import type { Resolver } from '@/lib/model/resolvers/resolver'

const kb: Resolver = {
  baseUrls: ['https://kb.contoso.com/'],
  urlPattern: '/(?<space>[A-Z]+)/(?<slug>([a-z0-9]+-?)+)\\.html',
  itemId: 'KB{space}_{slug}',
}
const first: Resolver = { ...kb, urlPattern: '/FIRST/(?<slug>[a-z]+)', itemId: '{slug}' }
const links = ['IT/reset-badge.html', 'HR/leave-2026.html', 'FIRST/won.html', 'x'].map((path) => ({
  url: `https://kb.contoso.com/${path}`,
}))

test('a fix is compared on the links that its resolver wins, and tells what it is at', () => {
  const beats: Beat[] = []
  const on = (urlPattern: string) =>
    compareOn(
      links,
      { resolvers: [first, kb], place: 1, changed: { ...kb, urlPattern }, stops: {} },
      (beat) => beats.push(beat),
    )

  expect(on('/(?<space>[A-Z]+)/(?<slug>[a-z0-9-]+)\\.html')).toEqual({ same: 2, other: 0 })
  expect(on('/(?<space>[A-Z]+)/(?<slug>[a-z-]+)')).toEqual({ same: 1, other: 1 })
  expect(beats[0]).toMatchObject({ phase: 'compare', index: 0 })
})

test('a link that hangs the pattern is left out', () => {
  const stops = { [kb.urlPattern]: [links[0]?.url ?? ''] }
  expect(compareOn(links, { resolvers: [kb], place: 0, changed: kb, stops }, () => {})).toEqual({
    same: 2,
    other: 0,
  })
})
