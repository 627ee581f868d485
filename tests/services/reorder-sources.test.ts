import { expect, test } from 'vitest'
import { getGlobalSetting } from '@/lib/graph/profile-sources'
import { entraSourceId, sourceUrl } from '@/lib/model/people/source-url'
import { registerSource } from '@/lib/services/profile-sources/register-source'
import { reorderSources } from '@/lib/services/profile-sources/reorder-sources'
import { emptyPglite } from '../support/database'
import { emulatedGraph, peopleReady } from '../support/graph'
import { contextFor, perform } from '../support/services'

test('an order takes what was there or is registered, and nothing else', async () => {
  const tenant = await emulatedGraph({ connections: [peopleReady('people')] })
  const context = contextFor(await emptyPglite(), tenant)
  const source = {
    sourceId: 'people',
    displayName: 'HR',
    webUrl: 'https://hr.contoso.com',
    kind: 'Connector',
  }
  await perform(registerSource, context, { ...source, place: 'first' })
  const seen = (await getGlobalSetting(tenant.graph))?.prioritizedSourceUrls ?? []
  const order = (wanted: string[]) => perform(reorderSources, context, { seen, wanted })

  for (const strange of [sourceUrl('nowhere'), 'https://evil.example/', `${sourceUrl('people')}?x=1`])
    await expect(order([...seen, strange])).rejects.toMatchObject({ code: 'invalid', field: 'wanted' })
  await order([sourceUrl(entraSourceId), sourceUrl('people')])
  expect((await getGlobalSetting(tenant.graph))?.prioritizedSourceUrls).toEqual([
    sourceUrl(entraSourceId),
    sourceUrl('people'),
  ])
})
