import { expect, test } from 'vitest'
import {
  connectionExists,
  createConnection,
  deleteConnection,
  getConnection,
  listConnections,
  needReadyPeopleConnection,
  updateConnection,
} from '@/lib/graph/connections'
import { draft, emulatedGraph, peopleDraft, ready } from '../support/graph'

test('a connection is created as a draft and found again', async () => {
  const { graph } = await emulatedGraph()

  expect(await createConnection(graph, draft('helpdesk'))).toMatchObject({ id: 'helpdesk', state: 'draft' })
  expect(await getConnection(graph, 'helpdesk')).toMatchObject(draft('helpdesk'))
  expect(await listConnections(graph)).toHaveLength(1)
})

test('every page of a long list is read', async () => {
  const { graph, settings } = await emulatedGraph({
    connections: ['a11', 'b22', 'c33', 'd44', 'e55'].map(draft),
  })
  await settings({ pageSize: 2 })

  expect((await listConnections(graph)).map(({ id }) => id)).toEqual(['a11', 'b22', 'c33', 'd44', 'e55'])
})

test('a taken id is a conflict of the id', async () => {
  const { graph } = await emulatedGraph({ connections: [draft('helpdesk')] })

  await expect(createConnection(graph, { ...draft('helpdesk'), name: 'Another' })).rejects.toMatchObject({
    code: 'conflict',
    field: 'id',
    message: expect.stringContaining('"helpdesk" exists already'),
  })
})

test('a taken name is a conflict of the name', async () => {
  const { graph } = await emulatedGraph({ connections: [draft('helpdesk')] })

  await expect(
    createConnection(graph, { ...draft('tickets'), name: draft('helpdesk').name }),
  ).rejects.toMatchObject({ code: 'conflict', field: 'name' })
})

test("another app's connection takes its id all the same", async () => {
  const { graph, everything } = await emulatedGraph()
  await createConnection(everything, draft('foreign'))

  await expect(createConnection(graph, draft('foreign'))).rejects.toMatchObject({
    code: 'conflict',
    field: 'id',
  })
})

test.each(['Microsoft365', 'none', 'SharePoint'])('Graph refuses the reserved id %s', async (id) => {
  const { graph } = await emulatedGraph()

  await expect(createConnection(graph, draft(id))).rejects.toMatchObject({ code: 'invalid', status: 400 })
})

test('a create whose answer got lost is found rather than sent again', async () => {
  const { graph, fail, requests } = await emulatedGraph()
  await fail({ match: { method: 'POST', path: '/connections$' }, times: 1, drop: 'after' })

  expect(await createConnection(graph, draft('helpdesk'))).toMatchObject({ id: 'helpdesk', state: 'draft' })
  expect(await requests('POST', '/connections')).toHaveLength(1)
})

test('a create that did not happen is sent again', async () => {
  const { graph, fail, requests } = await emulatedGraph()
  await fail({ match: { method: 'POST', path: '/connections$' }, times: 1, status: 503 })

  expect(await createConnection(graph, draft('helpdesk'))).toMatchObject({ id: 'helpdesk' })
  expect(await requests('POST', '/connections')).toHaveLength(2)
})

test('an unclear create of an id that is somebody else’s is a conflict', async () => {
  const { graph, fail } = await emulatedGraph({ connections: [draft('helpdesk')] })
  await fail({ match: { method: 'POST', path: '/connections$' }, times: 1, status: 503 })

  await expect(createConnection(graph, { ...draft('helpdesk'), name: 'Another' })).rejects.toMatchObject({
    code: 'conflict',
    field: 'id',
  })
})

test('a separate ingestion app is let in from the start', async () => {
  const { graph, ingestion, apps, state } = await emulatedGraph()
  const authorizedAppIds = [apps.configuration, apps.ingestion]

  await createConnection(graph, draft('helpdesk'), { authorizedAppIds })

  const [connection] = (await state()).connections
  expect(connection).toMatchObject({ configuration: { authorizedAppIds } })
  await expect(ingestion.call('get', '/external/connections/helpdesk/items/none')).rejects.not.toMatchObject({
    code: 'forbidden',
  })
})

test('name and description can change, but not to a taken name', async () => {
  const { graph } = await emulatedGraph({ connections: [draft('helpdesk'), draft('tickets')] })

  await updateConnection(graph, 'helpdesk', { name: 'Service desk', description: 'All tickets.' })
  expect(await getConnection(graph, 'helpdesk')).toMatchObject({
    name: 'Service desk',
    description: 'All tickets.',
  })

  await expect(
    updateConnection(graph, 'tickets', { name: 'Service desk', description: 'More.' }),
  ).rejects.toMatchObject({ code: 'conflict', field: 'name' })
})

test('a deleted connection is there until Graph is done, and deleting it twice is no failure', async () => {
  const { graph, wait } = await emulatedGraph({ connections: [draft('helpdesk')] })

  await deleteConnection(graph, 'helpdesk')
  expect(await connectionExists(graph, 'helpdesk')).toBe(true)

  await wait({ minutes: 1 })
  expect(await connectionExists(graph, 'helpdesk')).toBe(false)
  await deleteConnection(graph, 'helpdesk')
})

test('only a ready people connection may become a profile source', async () => {
  const { graph } = await emulatedGraph({ connections: [peopleDraft('hr1'), ready('helpdesk')] })

  await expect(needReadyPeopleConnection(graph, 'hr1')).rejects.toMatchObject({ code: 'conflict' })
  await expect(needReadyPeopleConnection(graph, 'helpdesk')).rejects.toMatchObject({ code: 'invalid' })
})
