import { expect, test } from 'vitest'
import { getConnection, listConnections } from '@/lib/graph/connections'
import type { Throttle } from '@/lib/graph/exchange'
import { holdOf, itemsOf, scopeOf } from '@/lib/graph/holds'
import type { AppError } from '@/lib/platform/errors'
import { draft, emulatedGraph } from '../support/graph'

test('a throttled call is made again after the wait that Graph names', async () => {
  const { graph, fail } = await emulatedGraph({ connections: [draft('helpdesk')] })
  await fail({ match: { path: '/helpdesk$' }, times: 1, status: 429, retryAfter: 1 })
  const throttles: Throttle[] = []
  const started = Date.now()

  const { status } = await graph.call('get', '/external/connections/helpdesk', undefined, {
    onThrottle: (throttle) => throttles.push(throttle),
  })

  expect(status).toBe(200)
  expect(throttles).toEqual([{ status: 429, waitMs: 1000, asked: true }])
  expect(Date.now() - started).toBeGreaterThanOrEqual(990)
})

test('a longer wait than the caller can afford is told instead', async () => {
  const { graph, fail } = await emulatedGraph()
  await fail({ match: {}, times: 1, status: 429, retryAfter: 300 })
  const throttles: Throttle[] = []

  const call = graph.call('get', '/external/connections', undefined, {
    onThrottle: (throttle) => throttles.push(throttle),
  })

  await expect(call).rejects.toMatchObject({
    code: 'throttled',
    status: 429,
    message: expect.stringContaining('Try again in 300 seconds.'),
    graphRequestId: expect.any(String),
  })
  // Others have to wait all the same.
  expect(throttles).toEqual([{ status: 429, waitMs: 300_000, asked: true }])
})

test('whoever comes back before the time that Graph named is told when, and Graph is not asked', async () => {
  const { graph, fail, requests } = await emulatedGraph({ connections: [draft('helpdesk'), draft('sales')] })
  await fail({ match: { path: '/helpdesk$' }, times: 1, status: 429, retryAfter: 300 })
  const throttled = {
    code: 'throttled',
    message: expect.stringMatching(/Try again in (300|29\d) seconds\.$/),
  }
  await expect(getConnection(graph, 'helpdesk')).rejects.toMatchObject({ code: 'throttled' })

  const again = await getConnection(graph, 'helpdesk').catch((error: AppError) => error)

  expect(again).toMatchObject(throttled)
  expect((again as AppError).retryAt?.getTime()).toBeGreaterThan(Date.now() + 200_000)
  expect(await requests('GET', '/helpdesk')).toHaveLength(1)
  expect(await getConnection(graph, 'sales')).toMatchObject({ id: 'sales' })
})

test('a gateway that answers with a page is tried again', async () => {
  const { graph, fail } = await emulatedGraph({ connections: [draft('helpdesk')] })
  await fail({ match: { path: '/helpdesk$' }, times: 2, status: 502, html: '<html>Bad gateway</html>' })

  expect(await getConnection(graph, 'helpdesk')).toMatchObject({ id: 'helpdesk' })
})

test('trouble that stays ends after six tries', async () => {
  const { graph, fail } = await emulatedGraph()
  await fail({ match: {}, times: 99, status: 502, html: '<html>Bad gateway</html>' })
  const throttles: Throttle[] = []

  const call = graph.call('get', '/external/connections', undefined, {
    onThrottle: (throttle) => throttles.push(throttle),
  })

  await expect(call).rejects.toMatchObject({ code: 'unavailable', status: 502 })
  expect(throttles).toHaveLength(5)
})

test('a dropped connection is made again', async () => {
  const { graph, fail } = await emulatedGraph({ connections: [draft('helpdesk')] })
  await fail({ match: { path: '/helpdesk$' }, times: 2, drop: 'before' })

  expect(await getConnection(graph, 'helpdesk')).toMatchObject({ id: 'helpdesk' })
})

test('a call can be given up while it waits', async () => {
  const { graph, fail } = await emulatedGraph()
  await fail({ match: {}, times: 1, status: 429, retryAfter: 30 })
  const stop = new AbortController()

  const call = graph.call('get', '/external/connections', undefined, {
    signal: stop.signal,
    onThrottle: () => stop.abort(new Error('cancelled')),
  })

  await expect(call).rejects.toThrow('cancelled')
})

test('a token that Graph no longer accepts is renewed once', async () => {
  const { graphWith, token } = await emulatedGraph()
  const asked: boolean[] = []
  const graph = graphWith(async (renew = false) => {
    asked.push(renew)
    return renew ? token() : 'stale'
  })

  await listConnections(graph)

  expect(asked).toEqual([false, true])
})

test('a token that Graph never accepts is unauthenticated', async () => {
  const { graphWith } = await emulatedGraph()
  const asked: boolean[] = []
  const graph = graphWith(async (renew = false) => {
    asked.push(renew)
    return 'stale'
  })

  await expect(listConnections(graph)).rejects.toMatchObject({ code: 'unauthenticated', status: 401 })
  expect(asked).toEqual([false, true])
})

test('a missing permission is named', async () => {
  const { ingestion } = await emulatedGraph()

  await expect(ingestion.call('get', '/admin/people/profileSources')).rejects.toMatchObject({
    code: 'forbidden',
    message: expect.stringContaining('PeopleSettings.Read.All'),
  })
})

test('a token is never sent to another host', async () => {
  const { graph } = await emulatedGraph()

  await expect(graph.call('get', 'https://example.com/v1.0/external/connections')).rejects.toThrow(
    'outside of Graph',
  )
})

test('where nobody listens is unavailable', async () => {
  const { graphAt } = await emulatedGraph()

  await expect(listConnections(graphAt('http://127.0.0.1:9'))).rejects.toMatchObject({ code: 'unavailable' })
})

test('what was asked of one connection is kept, and nothing of the many that were never held', () => {
  const graph = {}
  const held = holdOf(graph, itemsOf('hr'))
  held.until = performance.now() + 60_000
  const free = holdOf(graph, itemsOf('c0'))
  for (let n = 1; n < 3_000; n++) holdOf(graph, itemsOf(`c${n}`))

  expect(holdOf(graph, itemsOf('hr'))).toBe(held)
  expect(holdOf(graph, itemsOf('c0'))).not.toBe(free)
})

test.each([
  ['/external/connections', '/external/connections'],
  ['/external/connections?$top=5', '/external/connections'],
  ['/external/connections/hr', '/external/connections/hr'],
  ['/external/connections/hr/schema', '/external/connections/hr'],
  ['/external/connections/hr/operations/1', '/external/connections/hr'],
  ['/external/connections/hr/items/1', '/external/connections/hr/items'],
  ['/external/connections/hr/groups/g/members', '/external/connections/hr/items'],
  ['/users/alexw@contoso.com?$select=id', '/users'],
  ['/$batch', '/$batch'],
])('a wait for %s concerns %s', (address, scope) => {
  expect(scopeOf(address)).toBe(scope)
})
