import { expect, test } from 'vitest'
import type { Throttle } from '@/lib/graph/exchange'
import { findUsers } from '@/lib/graph/users'
import { emulatedGraph } from '../support/graph'

test('a guest’s name with its # reaches Graph whole', async () => {
  const { ingestion, requests } = await emulatedGraph()

  const users = await findUsers(ingestion, ['eva_fabrikam.com#EXT#@contoso.com'])

  expect([...users.values()]).toEqual([null])
  expect((await requests('GET', '/users/'))[0]?.path).toContain('%23ext%23')
})

test('many users are found in batches, whatever the case of their names', async () => {
  const { ingestion, requests } = await emulatedGraph()
  const strangers = Array.from({ length: 40 }, (_, i) => `nobody${i}@contoso.com`)

  const users = await findUsers(ingestion, ['AlexW@contoso.com', ' luisg@contoso.com', '', ...strangers])

  expect(users.get('alexw@contoso.com')).toMatchObject({ displayName: expect.any(String) })
  expect(users.get('luisg@contoso.com')).not.toBeNull()
  expect(users.get('nobody39@contoso.com')).toBeNull()
  expect(users.get('')).toBeNull()
  expect(await requests('POST', '/$batch')).toHaveLength(3)
})

test('a user throttled inside a batch is asked for again', async () => {
  const { ingestion, fail } = await emulatedGraph()
  await fail({ match: { path: '/users/alexw' }, times: 1, status: 429, retryAfter: 1 })
  const throttles: Throttle[] = []

  const users = await findUsers(ingestion, ['alexw@contoso.com', 'luisg@contoso.com'], {
    onThrottle: (throttle) => throttles.push(throttle),
  })

  expect([...users.values()]).not.toContain(null)
  expect(throttles).toEqual([{ status: 429, waitMs: 1000, asked: true }])
})

test('a missing permission is a failure, not a missing user', async () => {
  const { graph } = await emulatedGraph()

  await expect(findUsers(graph, ['alexw@contoso.com'])).rejects.toMatchObject({
    code: 'forbidden',
    message: expect.stringContaining('User.ReadBasic.All'),
  })
})
