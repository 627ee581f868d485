import { expect, test } from 'vitest'
import { composedProfile } from '../../../lib/emulator/people/compose'
import { everyone, openTenant } from './calls'

const alex = '9d9e74ad-9d28-50d7-b985-144a357e8e85'
const upn = 'alexw@contoso.com'
const beta = { version: 'beta' } as const
const settingPath = '/admin/people/profilePropertySettings/00000000-0000-0000-0000-000000000001'
const urlOf = (id: string) => `https://graph.microsoft.com/v1.0/admin/people/profileSources(sourceId='${id}')`
const entra = '4ce763dd-9214-4eff-af7c-da491cc3782d'

const schema = {
  baseType: 'microsoft.graph.externalItem',
  properties: [
    { name: 'account', type: 'string', labels: ['personAccount'] },
    { name: 'name', type: 'string', labels: ['personName'] },
    { name: 'job', type: 'string', labels: ['personCurrentPosition'] },
    { name: 'jobs', type: 'stringCollection', labels: ['personWorkPositions'] },
    { name: 'skills', type: 'stringCollection', labels: ['personSkills'] },
    { name: 'costCenter', type: 'string' },
  ],
}

type Person = { name?: object; job?: object; jobs?: object[]; skills?: object[]; costCenter?: string }

const several = (name: string, values: object[]) => ({
  [`${name}@odata.type`]: 'Collection(String)',
  [name]: values.map((value) => JSON.stringify(value)),
})

async function openPeople() {
  const tenant = await openTenant()
  const { call, ready } = tenant
  const register = (sourceId: string) =>
    call('POST /admin/people/profileSources', {
      sourceId,
      displayName: sourceId,
      webUrl: 'https://hr.contoso.com',
    })
  const open = async (id: string) => {
    await ready(id, schema, { contentCategory: 'people' })
    await register(id)
  }
  const put = (id: string, { name, job, jobs, skills, costCenter }: Person, userPrincipalName = upn) =>
    call(`PUT /external/connections/${id}/items/P1`, {
      acl: everyone,
      properties: {
        account: JSON.stringify({ userPrincipalName }),
        ...(name ? { name: JSON.stringify(name) } : {}),
        ...(job ? { job: JSON.stringify(job) } : {}),
        ...(jobs ? several('jobs', jobs) : {}),
        ...(skills ? several('skills', skills) : {}),
        ...(costCenter ? { costCenter } : {}),
      },
    })
  const order = (...ids: string[]) => call(`PATCH ${settingPath}`, { prioritizedSourceUrls: ids.map(urlOf) })
  const profile = async (query = '') =>
    (await call(`GET /users/${upn}/profile${query}`, undefined, beta)).body
  const names = async (collection: string, member = 'displayName') =>
    (await profile())[collection].map((value: Record<string, unknown>) => value[member])
  return { ...tenant, register, open, put, order, profile, names }
}

test('a profile begins with what the directory says', async () => {
  const { call, profile, url } = await openPeople()

  expect(await profile()).toMatchObject({
    '@odata.context': `${url}/beta/$metadata#users('alexw%40contoso.com')/profile/$entity`,
    id: alex,
    account: [{ userPrincipalName: upn, sources: [{ sourceId: entra, isDefaultSource: true }] }],
    names: [{ displayName: 'Alex Wilber', first: 'Alex', last: 'Wilber', middle: null }],
    emails: [{ address: upn, type: 'main', allowedAudiences: 'organization' }],
    positions: [{ isCurrent: true, detail: { jobTitle: 'Marketing Assistant' } }],
    skills: [],
  })
  expect(await call(`GET /users/${upn}/profile`)).toMatchObject({ status: 400 })
  expect(await call('GET /users/nobody@contoso.com/profile', undefined, beta)).toMatchObject({ status: 404 })
})

test('of a single value the best source shows its own, of several the best comes first', async () => {
  const { open, put, order, names } = await openPeople()
  for (const id of ['hr1', 'hr2']) await open(id)
  await put('hr1', { name: { displayName: 'Alex of HR 1' }, skills: [{ displayName: 'Baking' }] })
  await put('hr2', {
    name: { displayName: 'Alex of HR 2' },
    skills: [{ displayName: 'Sailing', proficiency: 'expert' }],
    job: { detail: { jobTitle: 'Captain' } },
  })

  await order('hr2', 'hr1', entra)
  expect(await names('names')).toEqual(['Alex of HR 2'])
  expect(await names('skills')).toEqual(['Sailing', 'Baking'])
  await order('hr1', entra, 'hr2')
  expect(await names('names')).toEqual(['Alex of HR 1'])
  expect(await names('skills')).toEqual(['Baking', 'Sailing'])
  expect(await names('positions', 'detail')).toMatchObject([{ jobTitle: 'Marketing Assistant' }])
})

test('the current position is the one of the best source, positions that were held stay beside it', async () => {
  const { open, put, order, profile } = await openPeople()
  await open('hr1')
  const held = { detail: { jobTitle: 'Sailor' }, isCurrent: true }
  await put('hr1', { job: { detail: { jobTitle: 'Captain' }, isCurrent: true }, jobs: [held] })
  const titles = async () =>
    (await profile()).positions.map(
      ({ detail, isCurrent }: { detail: { jobTitle: string }; isCurrent: boolean }) =>
        `${detail.jobTitle}${isCurrent ? ' now' : ''}`,
    )

  await order('hr1', entra)
  expect(await titles()).toEqual(['Captain now', 'Sailor now'])
  await order(entra, 'hr1')
  expect(await titles()).toEqual(['Marketing Assistant now', 'Sailor now'])
})

test('a setting with a name orders nothing', async () => {
  const { open, put, order, names, call } = await openPeople()
  await open('hr1')
  await put('hr1', { name: { displayName: 'Lex' } })
  await order(entra, 'hr1')
  const settings = '/admin/people/profilePropertySettings'
  await call(`POST ${settings}`, { name: 'names', prioritizedSourceUrls: ['hr1', entra].map(urlOf) })

  expect(await names('names')).toEqual(['Alex Wilber'])
})

test('a source that is not in the list comes last, or not at all', async () => {
  const { open, put, names, settings } = await openPeople()
  await open('hr1')
  await put('hr1', { name: { displayName: 'Lex' }, skills: [{ displayName: 'Baking' }] })

  expect(await names('names')).toEqual(['Alex Wilber'])
  expect(await names('skills')).toEqual(['Baking'])
  settings.unlistedProfileSource = 'ignore'
  expect(await names('skills')).toEqual([])
})

test('what was written before its source was registered never shows', async () => {
  const { ready, register, put, names, wait, emulator, settings } = await openPeople()
  await ready('hr1', schema, { contentCategory: 'people' })
  await put('hr1', { skills: [{ displayName: 'Baking' }] })
  wait(1000)
  const reasons = () => composedProfile(emulator.tenant, upn)?.ignored.map(({ reason }) => reason)

  expect(reasons()).toEqual(['the connection is not registered as a profile source'])
  await register('hr1')
  expect(reasons()).toEqual(['the profile source was registered after the item was written'])
  expect(await names('skills')).toEqual([])
  settings.lateProfileSource = 'accept'
  expect(await names('skills')).toEqual(['Baking'])
  settings.lateProfileSource = 'ignore'
  wait(1000)
  await put('hr1', { skills: [{ displayName: 'Sailing' }] })
  expect(await names('skills')).toEqual(['Sailing'])
})

test('values that cannot be read are left out and kept for the inspector with their reason', async () => {
  const { open, put, names, emulator } = await openPeople()
  await open('hr1')
  await put('hr1', {
    skills: [{ displayName: 'Baking', proficiency: 'magic' }, { displayName: 7 }, { displayName: 'Sailing' }],
    costCenter: '4711',
  })

  expect(await names('skills')).toEqual(['Sailing'])
  expect(composedProfile(emulator.tenant, alex)).toMatchObject({
    userPrincipalName: upn,
    sources: [{ sourceId: entra }, { sourceId: 'hr1', prioritized: false }],
    customProperties: [{ sourceId: 'hr1', itemId: 'P1', name: 'costCenter', value: '4711' }],
    ignored: [
      {
        connectionId: 'hr1',
        property: 'skills',
        reason: expect.stringMatching(/^proficiency has to be one of/),
      },
      { connectionId: 'hr1', property: 'skills', reason: 'displayName has to be a string' },
    ],
  })
})

test('a profile follows items: to another person, after a delay, and away with them', async () => {
  const { open, put, names, call, settings, wait } = await openPeople()
  await open('hr1')
  settings.indexMs = 60_000
  await put('hr1', { skills: [{ displayName: 'Baking' }] })

  expect(await names('skills')).toEqual([])
  wait(60_000)
  expect(await names('skills')).toEqual(['Baking'])
  await put('hr1', { skills: [{ displayName: 'Baking' }] }, 'luisg@contoso.com')
  expect(await names('skills')).toEqual([])
  await put('hr1', { skills: [{ displayName: 'Baking' }] })
  wait(60_000)
  expect(await names('skills')).toEqual(['Baking'])
  await call('DELETE /external/connections/hr1/items/P1')
  expect(await names('skills')).toEqual([])
})

test('a profile goes with its connection', async () => {
  const { open, put, names, call, wait, settings } = await openPeople()
  await open('hr1')
  await put('hr1', { skills: [{ displayName: 'Baking' }] })

  await call('DELETE /external/connections/hr1')
  wait(settings.deletionMs)
  expect(await names('skills')).toEqual([])
})

test('collections and members are selected', async () => {
  const { profile, tokenOf, call } = await openPeople()
  const expand = encodeURIComponent('names($select=first,last),emails($select=address)')

  expect(await profile(`?$expand=${expand}`)).toMatchObject({
    id: alex,
    names: [{ first: 'Alex', last: 'Wilber' }],
    emails: [{ address: upn }],
  })
  expect(Object.keys(await profile('?$select=skills'))).toEqual(['@odata.context', 'id', 'skills'])
  const broken = await call(`GET /users/${upn}/profile?$select=shoes`, undefined, beta)
  expect(broken).toMatchObject({ status: 400 })
  const mine = await call('GET /me/profile', undefined, { ...beta, token: tokenOf(alex, 'User.Read') })
  expect(mine.body).toMatchObject({ id: alex })
})

test('with User.Read somebody sees their own profile only', async () => {
  const { call, tokenOf } = await openPeople()
  const options = { ...beta, token: tokenOf(alex, 'User.Read') }

  expect(await call(`GET /users/${upn}/profile`, undefined, options)).toMatchObject({ status: 200 })
  expect(await call('GET /users/luisg@contoso.com/profile', undefined, options)).toMatchObject({
    status: 403,
  })
})

test('the older form of people connections reaches profiles too', async () => {
  const { call, ready, register, names } = await openPeople()
  const properties = ['connectionId', 'externalId', 'oid', 'accounts', 'positions', 'color'].map((name) => ({
    name,
    type: 'string',
  }))
  await ready('contosohr', { ...schema, properties })
  await register('contosohr')
  const position = { detail: { jobTitle: 'Baker' }, isCurrent: true }
  await call('PUT /external/connections/contosohr/items/alex', {
    acl: [{ accessType: 'grant', type: 'everyone', value: 'EVERYONE' }],
    properties: {
      connectionId: 'contosohr',
      externalId: '1',
      oid: alex,
      accounts: JSON.stringify([{ userPrincipalName: upn, externalDirectoryObjectId: alex }]),
      positions: JSON.stringify([position]),
      color: 'Blue',
    },
  })

  expect(await names('positions', 'detail')).toMatchObject([
    { jobTitle: 'Marketing Assistant' },
    { jobTitle: 'Baker' },
  ])
})
