import { expect, test } from 'vitest'
import { startTestEmulator } from '../../support/emulator'

const clientId = '11111111-2222-4333-8444-555555555555'
const seeded = {
  users: [{ userPrincipalName: 'new@contoso.com', displayName: 'New Person' }],
  directoryGroups: [
    { displayName: 'Everyone at Night', members: ['Night Shift'] },
    {
      displayName: 'Night Shift',
      description: 'From ten to six.',
      members: ['new@contoso.com', 'Support Desk'],
    },
  ],
  apps: [
    {
      name: 'helpdesk',
      clientId,
      clientSecret: 'a secret of its own',
      permissions: ['ExternalConnection.ReadWrite.OwnedBy', 'groupMember.read.all'],
      redirectUris: ['http://localhost:9000/cb'],
      appRoles: { 'New@contoso.com': ['Tickets.Admin'] },
    },
    { name: 'second', permissions: ['GroupMember.Read.All'] },
  ],
}

type Seeded = { directoryGroups: number; apps: { name: string; clientId: string; clientSecret: string }[] }

async function open() {
  const tenant = await startTestEmulator()
  const tokenFor = async ({ clientId: id, clientSecret }: { clientId: string; clientSecret: string }) => {
    const form = { grant_type: 'client_credentials', client_id: id, client_secret: clientSecret }
    const { body } = await tenant.askToken({ ...form, scope: 'https://graph.microsoft.com/.default' })
    return String(body.access_token)
  }
  return { ...tenant, tokenFor, seed: (value: unknown) => tenant.control<Seeded>('POST', 'seed', value) }
}

test('apps are seeded with what they are granted', async () => {
  const { seed, tokenFor, graph } = await open()
  const { apps } = await seed(seeded)

  expect(apps).toMatchObject([
    { name: 'helpdesk', clientId, clientSecret: 'a secret of its own' },
    { name: 'second' },
  ])
  const [first, second] = await Promise.all(apps.map(tokenFor))
  const draft = JSON.stringify({ id: 'helpdesk1', name: 'Helpdesk', description: 'Tickets' })
  expect((await graph(first ?? '', 'POST', '/v1.0/external/connections', { body: draft })).status).toBe(201)
  expect((await graph(second ?? '', 'POST', '/v1.0/external/connections', { body: draft })).status).toBe(403)
  expect((await graph(second ?? '', 'GET', '/v1.0/users')).status).toBe(403)
})

test('groups of the directory are seeded with users and groups, one that comes later too', async () => {
  const { seed, tokenFor, graph } = await open()
  const { apps, directoryGroups } = await seed(seeded)
  const token = await tokenFor(apps[0] ?? { clientId: '', clientSecret: '' })
  const read = async (path: string) => (await graph(token, 'GET', `/v1.0${path}`)).body.value

  expect(directoryGroups).toBe(2)
  const [night] = await read("/groups?$filter=displayName eq 'Night Shift'")
  expect(night.description).toBe('From ten to six.')
  const names = (rows: { displayName: string }[]) => rows.map(({ displayName }) => displayName).sort()
  expect(names(await read(`/groups/${night.id}/members`))).toEqual(['New Person', 'Support Desk'])
  expect(names(await read('/users/new@contoso.com/transitiveMemberOf'))).toEqual([
    'Everyone at Night',
    'Night Shift',
  ])
})

test.each([
  ['an app without a name', { apps: [{}] }, /An app has a name/],
  ['an app of a name that is taken', { apps: [{ name: 'portal' }] }, /There is an app portal already/],
  [
    'a permission that is none',
    { apps: [{ name: 'a', permissions: ['Mail.Everything'] }] },
    /Mail\.Everything, which is none of/,
  ],
  ['a member of an app that is none', { apps: [{ name: 'a', scopes: [] }] }, /An app has no scopes/],
  ['a clientId that is no GUID', { apps: [{ name: 'a', clientId: '7' }] }, /The clientId of a is a GUID/],
  ['an address that is none', { apps: [{ name: 'a', redirectUris: ['home'] }] }, /redirectUris holds home/],
  [
    'roles of nobody',
    { apps: [{ name: 'a', appRoles: { 'no@contoso.com': ['x'] } }] },
    /no@contoso\.com, who is no user/,
  ],
  ['a group without a name', { directoryGroups: [{ members: [] }] }, /has a displayName/],
  [
    'a member that is nobody',
    { directoryGroups: [{ displayName: 'g', members: ['no@contoso.com'] }] },
    /g cannot hold .*no@contoso\.com/,
  ],
  [
    'a member twice',
    { directoryGroups: [{ displayName: 'g', members: ['alexw@contoso.com', 'ALEXW@contoso.com'] }] },
    /twice/,
  ],
  [
    'a group of a name that two have',
    { directoryGroups: [{ displayName: 'g' }, { displayName: 'g' }, { displayName: 'h', members: ['g'] }] },
    /There are 2 groups called g/,
  ],
] as [string, object, RegExp][])('%s is refused, and nothing is seeded', async (_, wrong, words) => {
  const { seed, appToken, graph } = await open()

  await expect(seed({ users: seeded.users, ...wrong })).rejects.toThrow(words)
  const token = await appToken('everything')
  expect((await graph(token, 'GET', '/v1.0/users/new@contoso.com')).status).toBe(404)
})
