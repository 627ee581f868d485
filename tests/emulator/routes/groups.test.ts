import { expect, test } from 'vitest'
import { everyone, openTenant } from './calls'

const c = '/external/connections/helpdesk1'
const groups = `${c}/groups`
const alexId = '9d9e74ad-9d28-50d7-b985-144a357e8e85'

async function readyTenant() {
  const tenant = await openTenant()
  await tenant.ready('helpdesk1')
  return tenant
}

test('a group is created, shown, changed and deleted', async () => {
  const { call } = await readyTenant()

  expect(await call(`POST ${groups}`, { id: 'tier1', displayName: 'Tier 1' })).toMatchObject({
    status: 201,
    body: { id: 'tier1', displayName: 'Tier 1', description: null },
  })
  expect(await call(`POST ${groups}`, { id: 'tier1' })).toMatchObject({ status: 409 })
  expect(await call(`POST ${groups}`, { id: 'tier/1' })).toMatchObject({ status: 400 })
  expect(await call(`PATCH ${groups}/tier1`, { description: 'First' })).toMatchObject({ status: 204 })
  expect((await call(`GET ${groups}/tier1`)).body).toMatchObject({
    displayName: 'Tier 1',
    description: 'First',
  })
  expect(await call(`DELETE ${groups}/tier1`)).toMatchObject({ status: 204 })
  expect(await call(`GET ${groups}/tier1`)).toMatchObject({ status: 404 })
})

test('a group has members of three kinds', async () => {
  const { call } = await readyTenant()
  await call(`POST ${groups}`, { id: 'tier1' })
  const add = (identity: object) => call(`POST ${groups}/tier1/members`, identity)

  expect(await add({ id: alexId, type: 'user' })).toMatchObject({
    status: 201,
    body: { id: alexId, type: 'user' },
  })
  expect(await add({ id: 'tier2', type: 'externalgroup' })).toMatchObject({ body: { type: 'externalGroup' } })
  expect(await add({ id: 'tier3', type: 'group', identitySource: 'external' })).toMatchObject({ status: 201 })
  expect(await add({ id: 'alex', type: 'user' })).toMatchObject({ status: 400 })
  expect(await call(`DELETE ${groups}/tier1/members/${alexId}`)).toMatchObject({ status: 204 })
  expect(await call(`DELETE ${groups}/tier1/members/${alexId}`)).toMatchObject({ status: 404 })
})

test('activities of unknown people fail on their own', async () => {
  const { call } = await readyTenant()
  await call(`PUT ${c}/items/T1`, { acl: everyone, properties: { title: 'a' } })
  const activity = (id: string) => ({
    '@odata.type': '#microsoft.graph.externalConnectors.externalActivity',
    type: 'viewed',
    startDateTime: '2026-08-01T10:00:00Z',
    performedBy: { id, type: 'user' },
  })
  const add = (...activities: object[]) => call(`POST ${c}/items/T1/addActivities`, { activities })

  expect(await add(activity(alexId))).toMatchObject({
    status: 200,
    body: { value: [{ type: 'viewed', error: null }] },
  })
  const stranger = activity('00000000-0000-4000-8000-000000000000')
  expect(await add(activity(alexId), stranger)).toMatchObject({
    status: 207,
    body: { value: [{ error: null }, { error: { code: 'BadRequest' } }] },
  })
  expect(await add(...Array.from({ length: 21 }, () => activity(alexId)))).toMatchObject({ status: 400 })
  expect(await add({ type: 'liked' })).toMatchObject({ status: 400 })
})
