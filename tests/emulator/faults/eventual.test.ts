import { expect, test } from 'vitest'
import { everyone, openTenant, peopleSchema } from '../routes/calls'

const c = '/external/connections'
const sources = '/admin/people/profileSources'
const settings = '/admin/people/profilePropertySettings'
const source = { sourceId: 'hr1', displayName: 'HR', webUrl: 'https://hr.contoso.com' }

type Made = { make: [string, unknown]; at: string; list?: string; setting: string }
const kinds: Record<string, Made> = {
  'a connection': {
    make: [`POST ${c}`, { id: 'wiki1', name: 'Wiki', description: 'All we know' }],
    at: `${c}/wiki1`,
    list: c,
    setting: 'connectionVisibleMs',
  },
  'an item': {
    make: [`PUT ${c}/helpdesk1/items/T1`, { acl: everyone, properties: { title: 'a' } }],
    at: `${c}/helpdesk1/items/T1`,
    list: `${c}/helpdesk1/items`,
    setting: 'itemVisibleMs',
  },
  'a group': {
    make: [`POST ${c}/helpdesk1/groups`, { id: 'g1' }],
    at: `${c}/helpdesk1/groups/g1`,
    list: `${c}/helpdesk1/groups`,
    setting: 'groupVisibleMs',
  },
  'a profile source': {
    make: [`POST ${sources}`, source],
    at: `${sources}(sourceId='hr1')`,
    list: sources,
    setting: 'profileSourceVisibleMs',
  },
  'a setting': {
    make: [`POST ${settings}`, { name: 'skills', prioritizedSourceUrls: [] }],
    at: settings,
    list: settings,
    setting: 'profileSettingVisibleMs',
  },
}

test.each(Object.keys(kinds))('%s is found and listed after as long as is set', async (name) => {
  const { make, at, list, setting } = kinds[name] as Made
  const { call, ready, wait, emulator } = await openTenant({ settings: { undocumentedLists: 'answer' } })
  await ready('helpdesk1')
  const listed = async () => (await call(`GET ${list}`)).body.value.length
  const before = await listed()
  Object.assign(emulator.tenant.settings, { [setting]: 5000 })

  const made = await call(...make)
  expect(made.status).toBeLessThan(300)
  const place = at === list ? `${at}/${made.body.id}` : at

  expect((await call(`GET ${place}`)).status).toBe(404)
  expect(await listed()).toBe(before)
  wait(5000)
  expect((await call(`GET ${place}`)).status).toBe(200)
  expect(await listed()).toBe(before + 1)
})

test('what a connection holds is not found before the connection', async () => {
  const { call, wait } = await openTenant({ settings: { connectionVisibleMs: 5000 } })
  await call(`POST ${c}`, { id: 'wiki1', name: 'Wiki', description: 'All we know' })

  expect((await call(`PATCH ${c}('wiki1')/schema`, peopleSchema)).body.error.innerError.source).toBe(
    'Connection',
  )
  expect((await call(`POST ${c}`, { id: 'wiki1', name: 'Other', description: 'x' })).status).toBe(409)
  wait(5000)
  expect((await call(`GET ${c}/wiki1`)).status).toBe(200)
})

test('people items that are written before their source has spread never reach a profile', async () => {
  const { call, ready, wait, emulator } = await openTenant()
  await ready('hr1', peopleSchema, { contentCategory: 'people' })
  emulator.tenant.settings.profileSourceVisibleMs = 60_000
  const put = () =>
    call(`PUT ${c}/hr1/items/P1`, {
      acl: everyone,
      properties: {
        account: '{"userPrincipalName":"alexw@contoso.com"}',
        'skills@odata.type': 'Collection(String)',
        skills: ['{"displayName":"TypeScript"}'],
      },
    })
  const skills = async () =>
    (await call('GET /users/alexw@contoso.com/profile', undefined, { version: 'beta' })).body.skills.length
  await call(`POST ${sources}`, source)

  await put()
  wait(60_001)
  expect(await skills()).toBe(0)
  await put()
  expect(await skills()).toBe(1)
})
