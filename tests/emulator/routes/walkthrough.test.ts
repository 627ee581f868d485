import { expect, test } from 'vitest'
import { type Call, openTenant } from './calls'

const id = 'contosohrconnector1'
const version = 'beta'
const urlOf = (sourceId: string) =>
  `https://graph.microsoft.com/beta/admin/people/profileSources(sourceId='${sourceId}')`
const people = [
  { upn: 'alexw@contoso.com', department: 'Engineering', jobTitle: 'Software Engineer', color: 'Blue' },
  { upn: 'luisg@contoso.com', department: 'Marketing', jobTitle: 'Marketing Manager', color: 'Green' },
]

async function putPerson(call: Call, { upn, department, jobTitle, color }: (typeof people)[number]) {
  const filter = encodeURIComponent(`userPrincipalName eq '${upn}'`)
  const oid = (await call(`GET /users?$filter=${filter}`, undefined, { version })).body.value[0].id
  const itemId = upn.replaceAll('@', '_at_').replaceAll('.', '_dot_')
  const item = {
    '@odata.type': '#microsoft.graph.externalConnectors.externalItem',
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
  return call(`PUT /external/connections/${id}/items/${itemId}`, item, { version })
}

test('the sample people connector of the documentation runs call by call', async () => {
  const { call, wait, settings } = await openTenant()

  const connection = { id, name: 'Contoso HR Connector' }
  expect(await call('POST /external/connections', connection, { version })).toMatchObject({ status: 201 })

  const names = ['connectionId', 'externalId', 'oid', 'accounts', 'positions', 'favoriteColor']
  const schema = {
    baseType: 'microsoft.graph.externalItem',
    properties: names.map((name) => ({ name, type: 'string' })),
  }
  const headers = { prefer: 'respond-async' }
  const accepted = await call(`PATCH /external/connections/${id}/schema`, schema, { version, headers })
  const operation = `/external/connections/${id}/operations/${accepted.headers.get('location')?.split('/').at(-1)}`
  expect((await call(`GET ${operation}`, undefined, { version })).body.status).toBe('inprogress')
  wait(settings.provisioningMs)
  expect((await call(`GET ${operation}`, undefined, { version })).body.status).toBe('completed')

  const source = { sourceId: id, displayName: 'Contoso HR Connector', webUrl: 'https://hr.contoso.com' }
  expect(await call('POST /admin/people/profileSources', source, { version })).toMatchObject({ status: 201 })
  const found = await call('GET /admin/people/profilePropertySettings', undefined, { version })
  const global = found.body.value.find(({ name }: { name: string | null }) => name === null)
  const prioritizedSourceUrls = [urlOf(id), ...global.prioritizedSourceUrls]
  const patch = `PATCH /admin/people/profilePropertySettings/${global.id}`
  expect(await call(patch, { prioritizedSourceUrls }, { version })).toMatchObject({
    body: { prioritizedSourceUrls },
  })

  for (const person of people) expect(await putPerson(call, person)).toMatchObject({ status: 200 })
})
