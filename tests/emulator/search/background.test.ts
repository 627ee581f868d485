import { expect, test, vi } from 'vitest'
import { everyone, openTenant } from '../routes/calls'

const baseType = 'microsoft.graph.externalItem'
const properties = [{ name: 'title', type: 'string', isSearchable: true, isRetrievable: true }]
const alex = '9d9e74ad-9d28-50d7-b985-144a357e8e85'

/** A tenant with a connection, and with items that went past its API. */
async function tenantWith(items: number, settings = {}) {
  const tenant = await openTenant({ settings })
  await tenant.ready('helpdesk1', { baseType, properties })
  const { store } = tenant.emulator.tenant
  const body = JSON.stringify({ acl: everyone, properties: { title: 'Printer jam' } })
  store.transaction(() => {
    for (let at = 0; at < items; at++) {
      store.run(
        'insert into items (connectionKey, id, body, updatedAt) select key, ?, ?, 0 from connections where id = ?',
        `T${at}`,
        body,
        'helpdesk1',
      )
    }
  })
  const left = () => store.get<{ count: number }>('select count(*) as count from unindexed')?.count
  const found = async (query: object = { queryString: 'printer' }) => {
    const request = { entityTypes: ['externalItem'], query }
    const token = tenant.tokenOf(alex, 'ExternalItem.Read.All')
    const { body: answer } = await tenant.call('POST /search/query', { requests: [request] }, { token })
    return answer.value[0].hitsContainers[0]
  }
  return { ...tenant, left, found }
}

test('items are indexed while nobody asks for anything', async () => {
  const { left } = await tenantWith(1000)
  expect(left()).toBe(1000)

  await vi.waitFor(() => expect(left()).toBe(0), 60_000)
})

test('what may not be found yet is left for later', async () => {
  const { left, emulator, wait } = await tenantWith(10, { indexMs: 60_000 })
  const now = emulator.tenant.now()
  emulator.tenant.store.run('update unindexed set since = ?', now)
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(left()).toBe(10)

  wait(60_000)
  await vi.waitFor(() => expect(left()).toBe(0), 60_000)
})

test('a search waits for the index no longer than it is told to', async () => {
  const { left, found, settings } = await tenantWith(10_000, { indexWaitMs: 0 })
  const { total } = await found()
  expect(total).toBeGreaterThan(0)
  expect(total).toBeLessThan(10_000)

  settings.indexWaitMs = 60_000
  expect(await found()).toMatchObject({ total: 10_000, moreResultsAvailable: true })
  expect(left()).toBe(0)
})

test('a search looks at so many items of a connection', async () => {
  const { found, settings } = await tenantWith(100)
  settings.searchCandidates = 30

  expect(await found()).toMatchObject({ total: 30, moreResultsAvailable: true })
  expect(await found({ queryString: 'p*' })).toMatchObject({ total: 30 })
})
