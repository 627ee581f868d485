import { expect, test } from 'vitest'
import { createConnection } from '@/lib/services/connections/create-connection'
import { emptyPglite } from '../../support/database'
import { emulatedGraph } from '../../support/graph'
import { contextFor, perform } from '../../support/services'

const hr = { id: 'hr1', name: 'HR', description: 'Everybody.', contentCategory: 'people' as const }

test('a people connection is refused in a cloud that has none', async () => {
  const [opened, tenant] = await Promise.all([emptyPglite(), emulatedGraph()])
  const settings = { ...tenant.env, graphUrl: 'https://graph.microsoft.us' }
  const government = contextFor(opened, tenant, { settings })

  await expect(perform(createConnection, government, { ...hr, template: 'people' })).rejects.toMatchObject({
    code: 'invalid',
    field: 'contentCategory',
    message: expect.stringContaining('GCC High'),
  })
  expect((await tenant.state()).connections).toEqual([])
  expect(await perform(createConnection, contextFor(opened, tenant), { ...hr, template: 'people' })).toEqual({
    id: 'hr1',
  })
})
