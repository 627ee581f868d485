import { expect, test } from 'vitest'
import { getConnection } from '@/lib/graph/connections'
import { getResolvers, replaceResolvers } from '@/lib/graph/resolvers'
import type { RawResolver } from '@/lib/model/resolvers/graph-resolvers'
import { openSet } from '@/lib/model/resolvers/resolver-list'
import { toList } from '@/lib/model/resolvers/to-list'
import { emulatedGraph } from '../support/graph'
import { fromTemplate } from '../support/sync'

const one = (name: string, priority = 1): RawResolver => ({
  '@odata.type': '#microsoft.graph.externalConnectors.itemIdResolver',
  priority,
  itemId: `${name}{n}`,
  urlMatchInfo: { baseUrls: [`https://${name}.contoso.com/`], urlPattern: `/${name}/(?<n>[0-9]+)` },
})

const tenant = () => emulatedGraph({ connections: [fromTemplate('helpdesk', 'helpdesk')] })

test('a list is written as a whole and read back', async () => {
  const { graph } = await tenant()
  expect(await getResolvers(graph, 'helpdesk')).toEqual([])

  const stored = await replaceResolvers(graph, 'helpdesk', { seen: [], wanted: [one('a'), one('b', 2)] })

  expect(stored).toEqual([one('a'), one('b', 2)])
  expect((await getConnection(graph, 'helpdesk')).name).toBe('helpdesk')
})

test('a list that has changed since it was read is not written over', async () => {
  const { graph } = await tenant()
  const seen = await replaceResolvers(graph, 'helpdesk', { seen: [], wanted: [one('a')] })
  await replaceResolvers(graph, 'helpdesk', { seen, wanted: [one('a'), one('theirs', 2)] })

  const mine = replaceResolvers(graph, 'helpdesk', { seen, wanted: [one('mine')] })

  await expect(mine).rejects.toMatchObject({ code: 'conflict', field: 'resolvers' })
  expect(await getResolvers(graph, 'helpdesk')).toEqual([one('a'), one('theirs', 2)])
})

test('the type that Graph demands is sent with every resolver, new or read without it', async () => {
  const { graph } = await tenant()
  const set = openSet([])
  const resolver = { baseUrls: ['https://a.contoso.com/', ''], urlPattern: '/a/(?<n>[0-9]+)', itemId: 'a{n}' }
  const wanted = toList({ ...set, entries: [{ key: 'new', from: null, resolver }] })

  expect(await replaceResolvers(graph, 'helpdesk', { seen: [], wanted })).toEqual([one('a')])
})
