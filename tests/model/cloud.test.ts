import { expect, test } from 'vitest'
import { cloudOf, noPeople, tenantLabel } from '@/lib/model/cloud'

test.each([
  ['http://127.0.0.1:4100', 'local', true],
  ['http://localhost:4100', 'local', true],
  ['http://[::1]:4100', 'local', true],
  ['https://graph.microsoft.com', 'global', true],
  ['https://graph.microsoft.us', 'usgovL4', false],
  ['https://dod-graph.microsoft.us', 'usgovL5', false],
  ['https://graph.contoso.example', 'other', true],
])('%s is the cloud %s, people connectors: %s', (graphUrl, id, people) => {
  expect(cloudOf(graphUrl)).toMatchObject({ id, people })
})

test('a cloud without people connectors says so by its name', () => {
  expect(noPeople({ graphUrl: 'https://graph.microsoft.com' })).toBeNull()
  expect(noPeople({ graphUrl: 'https://graph.microsoft.us' })).toBe(
    'Microsoft does not offer people connectors and profile sources in US Government L4 (GCC High).',
  )
})

test('the tenant goes by its name, the local one says that it is local', () => {
  const tenantId = 't-1'

  expect(tenantLabel({ graphUrl: 'http://127.0.0.1:1', tenantId, tenantName: 'Contoso' }).name).toBe(
    'Local tenant',
  )
  expect(tenantLabel({ graphUrl: 'https://graph.microsoft.com', tenantId, tenantName: 'Contoso' }).name).toBe(
    'Contoso',
  )
  expect(tenantLabel({ graphUrl: 'https://graph.microsoft.com', tenantId }).name).toBe(tenantId)
})
