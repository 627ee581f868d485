import { expect, test } from 'vitest'
import type { Graph } from '@/lib/graph/client'
import { getSearchSettings, templatesOf, updateTemplates } from '@/lib/graph/search-settings'
import { draftsOf } from '@/lib/model/results/draft'
import { startTemplate } from '@/lib/model/results/starters'
import { emulatedGraph, ready, ticketSchema } from '../support/graph'

const starter = (id: string, priority: number) => ({
  ...startTemplate('titleAndText', ticketSchema, []),
  id,
  priority,
})
const connection = '/external/connections/helpdesk'

test('templates are written as a whole and read again', async () => {
  const { graph, state } = await emulatedGraph({ connections: [ready('helpdesk')] })
  expect(templatesOf(await getSearchSettings(graph, 'helpdesk'))).toEqual([])

  const wanted = [starter('one', 1), starter('two', 2)]
  const stored = await updateTemplates(graph, 'helpdesk', { seen: [], wanted })
  expect(stored.map(({ id, priority }) => [id, priority])).toEqual([
    ['one', 1],
    ['two', 2],
  ])

  await updateTemplates(graph, 'helpdesk', { seen: stored, wanted: draftsOf(stored).slice(1) })
  const [held] = (await state()).connections
  expect(held).toMatchObject({ searchSettings: { searchResultTemplates: [{ id: 'two' }] } })
})

test('a change of somebody else is a conflict, and nothing is written', async () => {
  const { graph, requests } = await emulatedGraph({ connections: [ready('helpdesk')] })
  const seen = await updateTemplates(graph, 'helpdesk', { seen: [], wanted: [starter('mine', 1)] })
  const theirs = { searchResultTemplates: [{ ...seen[0], priority: 5 }] }
  await graph.call('patch', connection, { searchSettings: theirs })

  await expect(
    updateTemplates(graph, 'helpdesk', { seen, wanted: [...draftsOf(seen), starter('more', 9)] }),
  ).rejects.toMatchObject({ code: 'conflict', field: 'templates' })

  expect(templatesOf(await getSearchSettings(graph, 'helpdesk'))).toMatchObject([{ id: 'mine', priority: 5 }])
  expect(await requests('PATCH', connection)).toHaveLength(2)
})

test('other settings of the connection stay as they are', async () => {
  const { graph } = await emulatedGraph({ connections: [ready('helpdesk')] })
  const resolver = {
    '@odata.type': '#microsoft.graph.externalConnectors.itemIdResolver',
    priority: 1,
    itemId: '{id}',
    urlMatchInfo: { baseUrls: ['https://contoso.com'], urlPattern: '/(?<id>[0-9]+)' },
  }
  await graph.call('patch', connection, { activitySettings: { urlToItemResolvers: [resolver] } })

  await updateTemplates(graph, 'helpdesk', { seen: [], wanted: [starter('one', 1)] })

  const { body } = await graph.call('get', connection)
  expect(body).toMatchObject({ activitySettings: { urlToItemResolvers: [resolver] } })
})

test('a card that Graph cannot read is told apart, and the old templates stay', async () => {
  const { graph } = await emulatedGraph({ connections: [ready('helpdesk')] })
  const seen = await updateTemplates(graph, 'helpdesk', { seen: [], wanted: [starter('one', 1)] })
  const broken = { ...starter('two', 2), layout: '{"type": "Card"}' }

  await expect(
    updateTemplates(graph, 'helpdesk', { seen, wanted: [...draftsOf(seen), broken] }),
  ).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringContaining('card that it cannot read'),
  })
  expect(templatesOf(await getSearchSettings(graph, 'helpdesk'))).toMatchObject([{ id: 'one' }])
})

test('a write that Graph answers but does not keep is told', async () => {
  const { graph } = await emulatedGraph({ connections: [ready('helpdesk')] })
  const forgetful: Graph = {
    call: (method, path, body, options) =>
      graph.call(method, path, method === 'patch' ? { searchSettings: null } : body, options),
  }

  await expect(
    updateTemplates(forgetful, 'helpdesk', { seen: [], wanted: [starter('one', 1)] }),
  ).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('holds others') })
})
