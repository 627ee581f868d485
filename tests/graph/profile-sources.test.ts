import { expect, test } from 'vitest'
import type { Graph } from '@/lib/graph/client'
import {
  createProfileSource,
  deleteProfileSource,
  getGlobalSetting,
  listProfileSources,
  prioritizeSource,
  removeFromPriority,
  reorderSources,
} from '@/lib/graph/profile-sources'
import { entraSourceId, sourceUrl } from '@/lib/model/people/source-url'
import { emulatedGraph, peopleReady } from '../support/graph'

const source = (sourceId: string) => ({
  sourceId,
  displayName: `Source ${sourceId}`,
  webUrl: 'https://hr.contoso.com',
  kind: 'Connector',
})
const entra = sourceUrl(entraSourceId)
const [hr1, hr2] = [sourceUrl('hr1'), sourceUrl('hr2')]

async function twoSources() {
  const tenant = await emulatedGraph({ connections: [peopleReady('hr1'), peopleReady('hr2')] })
  for (const id of ['hr1', 'hr2']) {
    await createProfileSource(tenant.graph, source(id))
    await prioritizeSource(tenant.graph, id, 'last')
  }
  const list = async () => (await getGlobalSetting(tenant.graph))?.prioritizedSourceUrls
  return { ...tenant, list }
}

test('a source is registered once, however often it is asked for', async () => {
  const { graph } = await emulatedGraph({ connections: [peopleReady('hr1')] })

  await createProfileSource(graph, source('hr1'))
  await createProfileSource(graph, source('hr1'))

  expect((await listProfileSources(graph)).map(({ sourceId }) => sourceId)).toEqual([entraSourceId, 'hr1'])
})

test('a source that is registered with other content is a conflict', async () => {
  const { graph } = await emulatedGraph({ connections: [peopleReady('hr1')] })
  await createProfileSource(graph, source('hr1'))

  await expect(createProfileSource(graph, { ...source('hr1'), displayName: 'Other' })).rejects.toMatchObject({
    code: 'conflict',
    field: 'sourceId',
  })
})

test('a source can be renamed and removed, the Entra source neither', async () => {
  const { graph } = await emulatedGraph({ connections: [peopleReady('hr1')] })
  await createProfileSource(graph, source('hr1'))

  await deleteProfileSource(graph, 'hr1')
  await deleteProfileSource(graph, 'hr1')

  await expect(deleteProfileSource(graph, entraSourceId)).rejects.toMatchObject({ code: 'invalid' })
})

test('a source gets the first or the last place', async () => {
  const { graph, list } = await twoSources()
  expect(await list()).toEqual([entra, hr1, hr2])

  await prioritizeSource(graph, 'hr2', 'first')
  expect(await list()).toEqual([hr2, entra, hr1])

  await prioritizeSource(graph, 'hr2', 'last')
  expect(await list()).toEqual([entra, hr1, hr2])
})

test('the whole list is written in the order the admin wants', async () => {
  const { graph, list } = await twoSources()

  await reorderSources(graph, { seen: [entra, hr1, hr2], wanted: [hr2, hr1, entra] })

  expect(await list()).toEqual([hr2, hr1, entra])
})

test('a list that changed since the admin opened it is a conflict', async () => {
  const { graph, list } = await twoSources()
  await reorderSources(graph, { seen: [entra, hr1, hr2], wanted: [hr1, entra, hr2] })

  await expect(
    reorderSources(graph, { seen: [entra, hr1, hr2], wanted: [hr2, entra, hr1] }),
  ).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('has changed since you opened it'),
  })
  expect(await list()).toEqual([hr1, entra, hr2])
})

test('a list without the Entra source, or with one twice, is refused before it is sent', async () => {
  const { graph, list } = await twoSources()
  const seen = [entra, hr1, hr2]

  await expect(reorderSources(graph, { seen, wanted: [hr1, hr2] })).rejects.toMatchObject({ code: 'invalid' })
  await expect(reorderSources(graph, { seen, wanted: [hr1, entra, hr1] })).rejects.toMatchObject({
    code: 'invalid',
  })
  expect(await list()).toEqual(seen)
})

test('entries of others keep their bytes', async () => {
  const { graph, list } = await twoSources()
  const beta = "https://graph.microsoft.com/beta/admin/people/profileSources(sourceId='hr1')"
  await reorderSources(graph, { seen: [entra, hr1, hr2], wanted: [beta, entra, hr2] })

  await prioritizeSource(graph, 'hr2', 'first')

  expect(await list()).toEqual([hr2, beta, entra])
})

test('Entra is never taken out of the list', async () => {
  const { graph, list } = await twoSources()

  await expect(removeFromPriority(graph, entraSourceId)).rejects.toMatchObject({ code: 'invalid' })
  expect(await list()).toContain(entra)
})

test('a source is taken out of the list, a second time without a write', async () => {
  const { graph, list, requests } = await twoSources()

  await removeFromPriority(graph, 'hr1')
  const writes = (await requests('PATCH', '/profilePropertySettings')).length
  await removeFromPriority(graph, 'hr1')

  expect(await list()).toEqual([entra, hr2])
  expect(await requests('PATCH', '/profilePropertySettings')).toHaveLength(writes)
})

test('a list that Graph takes and does not keep is told', async () => {
  const { graph, list } = await twoSources()
  // Another admin writes at the same moment; Graph undoing the change looks the same from here.
  const raced: Graph = {
    call: async (method, path, body, options) => {
      const answer = await graph.call(method, path, body, options)
      if (method === 'patch') await graph.call('patch', path, { prioritizedSourceUrls: [entra, hr2] })
      return answer
    },
  }

  await expect(removeFromPriority(raced, 'hr2')).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('holds another one'),
  })
  expect(await list()).toEqual([entra, hr2])
})
