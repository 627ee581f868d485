import { expect, test } from 'vitest'
import { openTenant } from './calls'

// The documentation's first people connector: a console program in C# with the commands setup, register and
// sync, over the beta SDK. Call by call what it sends, with what it demands of each answer.
const id = 'contosohrconnector1'
const version = 'beta'
const sourceUrl = `https://graph.microsoft.com/beta/admin/people/profileSources(sourceId='${id}')`
const entraUrl = expect.stringContaining('4ce763dd-9214-4eff-af7c-da491cc3782d')
const people = [
  { upn: 'alexw@contoso.com', department: 'Engineering', jobTitle: 'Software Engineer', color: 'Blue' },
  { upn: 'luisg@contoso.com', department: 'Marketing', jobTitle: 'Marketing Manager', color: 'Green' },
]
// The SDK escapes the dollar sign of a query option, and names the type of what derives from an entity.
const filterOf = (upn: string) => `%24filter=${encodeURIComponent(`userPrincipalName eq '${upn}'`)}`
const itemType = '#microsoft.graph.externalConnectors.externalItem'

type Person = (typeof people)[number]
type Profile = { collections: Record<string, object[]>; customProperties: object[]; ignored: object[] }

async function openProgram() {
  const tenant = await openTenant()
  const call: typeof tenant.call = (request, body, options) =>
    tenant.call(request, body, { version, ...options })

  async function setup() {
    const created = await call('POST /external/connections', { id, name: 'Contoso HR Connector' })
    const names = ['connectionId', 'externalId', 'oid', 'accounts', 'positions', 'favoriteColor']
    const schema = {
      baseType: 'microsoft.graph.externalItem',
      properties: names.map((name) => ({ name, type: 'string' })),
    }
    const headers = { prefer: 'respond-async' }
    const accepted = await call(`PATCH /external/connections/${id}/schema`, schema, { headers })
    const operationId = new URL(accepted.headers.get('location') ?? '').pathname.split('/').at(-1)
    const statuses: string[] = []
    while (!['completed', 'failed'].includes(statuses.at(-1) ?? '') && statuses.length < 200) {
      if (statuses.length > 0) tenant.wait(5000)
      const { body } = await call(`GET /external/connections/${id}/operations/${operationId}`)
      statuses.push(body.status)
    }
    return { created, accepted, statuses }
  }

  async function register() {
    const source = { sourceId: id, displayName: 'Contoso HR Connector', webUrl: 'https://hr.contoso.com' }
    const added = await call('POST /admin/people/profileSources', source)
    const { body } = await call('GET /admin/people/profilePropertySettings')
    const [global, ...others] = body.value.filter(({ name }: { name: string | null }) => name === null)
    const prioritizedSourceUrls = [sourceUrl, ...global.prioritizedSourceUrls]
    const patch = `PATCH /admin/people/profilePropertySettings/${global.id}`
    return { added, others, patched: await call(patch, { prioritizedSourceUrls }) }
  }

  async function sync({ upn, department, jobTitle, color }: Person) {
    const found = await call(`GET /users?${filterOf(upn)}`)
    const oid = found.body.value[0].id
    const itemId = upn.replaceAll('@', '_at_').replaceAll('.', '_dot_')
    const item = {
      '@odata.type': itemType,
      id: itemId,
      acl: [{ accessType: 'grant', type: 'everyone', value: 'EVERYONE' }],
      properties: {
        connectionId: id,
        externalId: itemId,
        oid,
        accounts: JSON.stringify([{ userPrincipalName: upn, externalDirectoryObjectId: oid }]),
        positions: JSON.stringify([{ detail: { jobTitle, company: { department } }, isCurrent: true }]),
        favoriteColor: color,
      },
    }
    return { item, found, put: await call(`PUT /external/connections/${id}/items/${itemId}`, item) }
  }
  return { ...tenant, call, setup, register, sync }
}

test('setup: a connection without a description, and a schema that is waited for', async () => {
  const { setup, call, url } = await openProgram()

  const { created, accepted, statuses } = await setup()

  expect(created).toMatchObject({ status: 201, body: { id, name: 'Contoso HR Connector', state: 'draft' } })
  expect(accepted.status).toBe(202)
  expect(accepted.headers.get('location')).toMatch(
    new RegExp(`^${url}/beta/external/connections/${id}/operations/[0-9a-f-]{36}$`),
  )
  expect(statuses).toEqual(['inprogress', 'inprogress', 'completed'])
  expect((await call(`GET /external/connections/${id}`)).body).toMatchObject({ state: 'ready' })
  expect((await call(`GET /external/connections/${id}/schema`)).body.properties).toMatchObject([
    { name: 'connectionId', type: 'string' },
    { name: 'externalId', type: 'string' },
    { name: 'oid', type: 'string' },
    { name: 'accounts', type: 'string' },
    { name: 'positions', type: 'string' },
    { name: 'favoriteColor', type: 'string' },
  ])
})

test('register: the connection becomes the first profile source', async () => {
  const { setup, register, call } = await openProgram()
  await setup()

  const { added, others, patched } = await register()

  expect(added).toMatchObject({ status: 201, body: { sourceId: id, displayName: 'Contoso HR Connector' } })
  expect(others).toEqual([])
  const prioritizedSourceUrls = [sourceUrl, entraUrl]
  expect(patched).toMatchObject({ status: 200, body: { name: null, prioritizedSourceUrls } })
  const { body } = await call('GET /admin/people/profilePropertySettings')
  expect(body.value).toMatchObject([{ prioritizedSourceUrls }])
})

test('sync: each person is looked up and written, as often as it is run, and has it in the profile', async () => {
  const { setup, register, sync, call, url } = await openProgram()
  await setup()
  await register()

  for (const person of [...people, ...people]) {
    const { found, put, item } = await sync(person)
    expect(found.body.value).toMatchObject([{ userPrincipalName: person.upn }])
    expect(put.status).toBe(200)
    const {
      acl,
      id: itemId,
      properties,
    } = (await call(`GET /external/connections/${id}/items/${item.id}`)).body
    expect([itemId, properties]).toMatchObject([item.id, item.properties])
    expect(acl).toMatchObject([{ accessType: 'grant', type: 'everyone' }])
  }

  const response = await fetch(`${url}/_emulator/profiles/alexw@contoso.com`)
  const { collections, customProperties, ignored } = (await response.json()) as Profile
  expect(collections.positions?.[0]).toMatchObject({
    sourceId: id,
    value: { detail: { jobTitle: 'Software Engineer', company: { department: 'Engineering' } } },
  })
  expect(customProperties).toContainEqual(expect.objectContaining({ name: 'favoriteColor', value: 'Blue' }))
  expect(ignored).toEqual([])
})

test('its note on removal: out of the order, then the source, then the connection', async () => {
  const { setup, register, call, wait, settings } = await openProgram()
  await setup()
  const { patched } = await register()
  const [, ...rest] = patched.body.prioritizedSourceUrls

  const setting = `/admin/people/profilePropertySettings/${patched.body.id}`
  const removed = await call(`PATCH ${setting}`, { prioritizedSourceUrls: rest })
  expect(removed.body.prioritizedSourceUrls).toEqual([entraUrl])
  expect((await call(`DELETE /admin/people/profileSources(sourceId='${id}')`)).status).toBe(204)
  expect((await call(`DELETE /external/connections/${id}`)).status).toBe(202)
  wait(settings.deletionMs)
  expect((await call(`GET /external/connections/${id}`)).status).toBe(404)
})
