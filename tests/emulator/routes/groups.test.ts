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
  expect(await call(`PATCH ${groups}/tier1`, { id: 'tier2' })).toMatchObject({ status: 400 })
  expect((await call(`GET ${groups}/tier1`)).body).toMatchObject({
    displayName: 'Tier 1',
    description: 'First',
  })
  expect(await call(`DELETE ${groups}/tier1`)).toMatchObject({ status: 204 })
  expect(await call(`GET ${groups}/tier1`)).toMatchObject({ status: 404 })
})

test('a group has members of three kinds', async () => {
  const { call, emulator } = await readyTenant()
  await call(`POST ${groups}`, { id: 'tier1' })
  const add = (identity: object) => call(`POST ${groups}/tier1/members`, identity)

  expect(await add({ id: alexId, type: 'user' })).toMatchObject({
    status: 201,
    body: { id: alexId, type: 'user' },
  })
  expect(await add({ id: 'tier2', type: 'externalgroup' })).toMatchObject({ body: { type: 'externalGroup' } })
  const directoryGroup = { id: '00000000-0000-4000-8000-000000000001', type: 'group' }
  expect(await add(directoryGroup)).toMatchObject({ status: 201, body: directoryGroup })
  const kept = emulator.tenant.store.all<{ type: string }>('select type from groupMembers order by type')
  expect(kept.map(({ type }) => type)).toEqual(['externalGroup', 'group', 'user'])
  expect(await add({ id: 'tier3', type: 'group', identitySource: 'external' })).toMatchObject({ status: 201 })
  expect(await add({ id: 'alex', type: 'user' })).toMatchObject({ status: 400 })
  expect(await call(`DELETE ${groups}/tier1/members/${alexId}`)).toMatchObject({ status: 204 })
  expect(await call(`DELETE ${groups}/tier1/members/${alexId}`)).toMatchObject({ status: 404 })
})

test('a tenant takes no more groups than its limit, until some are gone', async () => {
  const { call, ready, settings } = await readyTenant()
  await ready('second1')
  settings.externalGroupsPerTenant = 2
  settings.deletionMs = 0
  const create = async (connection: string, id: string) => {
    const { status, body } = await call(`POST /external/connections/${connection}/groups`, { id })
    return [status, body.error?.code]
  }

  expect(await create('helpdesk1', 'tier1')).toEqual([201, undefined])
  expect(await create('second1', 'tier1')).toEqual([201, undefined])
  expect(await create('helpdesk1', 'tier2')).toEqual([403, 'QuotaLimitReached'])
  expect(await create('helpdesk1', 'tier1')).toEqual([409, 'Conflict'])
  settings.secondGroup = 'accept'
  expect(await create('helpdesk1', 'tier1')).toEqual([201, undefined])
  await call(`DELETE ${groups}/tier1`)
  expect(await create('helpdesk1', 'tier2')).toEqual([201, undefined])
  await call('DELETE /external/connections/second1')
  expect(await create('helpdesk1', 'tier3')).toEqual([201, undefined])
  expect(await create('helpdesk1', 'tier4')).toEqual([403, 'QuotaLimitReached'])
})

test('requests about groups that come too fast are throttled, whichever app sends them', async () => {
  const { call, settings, emulator, ready } = await readyTenant()
  await ready('groups')
  let now = emulator.tenant.now()
  emulator.tenant.now = () => now
  settings.groupRequestsPerSecond = 2
  const fetchGroup = (app: 'everything' | 'ingestion') => call(`GET ${groups}/tier1`, undefined, { app })

  expect((await call(`POST ${groups}`, { id: 'tier1' })).status).toBe(201)
  expect((await fetchGroup('ingestion')).status).toBe(403)
  const refused = await fetchGroup('everything')
  expect(refused).toMatchObject({ status: 429, body: { error: { code: 'TooManyRequests' } } })
  expect(refused.headers.get('retry-after')).toBe('1')
  expect((await call('GET /external/connections/groups')).status).toBe(200)
  now += 1000
  expect((await fetchGroup('everything')).status).toBe(200)
})

test('a call takes 1 to 20 activities', async () => {
  const { call, emulator } = await readyTenant()
  await call(`PUT ${c}/items/T1`, { acl: everyone, properties: { title: 'a' } })
  const performedBy = { id: alexId, type: 'user' }
  const activity = { type: 'viewed', startDateTime: '2026-08-01T10:00:00Z', performedBy }
  const kept = () => emulator.tenant.store.get<{ count: number }>('select count(*) as count from activities')

  for (const name of ['addActivities', 'microsoft.graph.externalConnectors.addActivities']) {
    const add = async (count: number) => {
      const activities = Array.from({ length: count }, () => activity)
      return (await call(`POST ${c}/items/T1/${name}`, { activities })).status
    }
    expect([await add(0), await add(1), await add(20), await add(21)]).toEqual([400, 200, 200, 400])
  }
  expect(kept()).toEqual({ count: 42 })
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
