import { describe, expect, test } from 'vitest'
import { everyone, openTenant, ticketSchema } from './calls'

const c = '/external/connections/helpdesk1'
const item = {
  acl: everyone,
  properties: { title: 'a', 'tags@odata.type': 'Collection(String)', tags: ['x'] },
}
const accept = (level: string) => ({ headers: { accept: `application/json; ODATA.metadata=${level}` } })

async function openHelpdesk() {
  const tenant = await openTenant()
  await tenant.ready('helpdesk1')
  await tenant.call(`PUT ${c}/items/T1`, item)
  return tenant
}

// Answers without a context cannot be checked against the metadata, so these are read straight.
async function read(tenant: Awaited<ReturnType<typeof openHelpdesk>>, path: string, level: string) {
  const response = await fetch(`${tenant.url}/v1.0${path}`, {
    headers: { authorization: `Bearer ${await tenant.token('everything')}`, ...accept(level).headers },
  })
  return { type: response.headers.get('content-type'), body: JSON.parse(await response.text()) }
}

describe('odata.metadata', () => {
  test('none leaves the data alone', async () => {
    const tenant = await openHelpdesk()

    const one = await read(tenant, c, 'none')
    expect(one.type).toContain('odata.metadata=none')
    expect(Object.keys(one.body).filter((name) => name.includes('@'))).toEqual([])
    const { body } = await read(tenant, `${c}/items/T1`, 'none')
    expect(body.properties).toEqual({ title: 'a', tags: ['x'] })
    const page = await read(tenant, '/users?$top=1&$count=true', 'none')
    expect(Object.keys(page.body)).toEqual(['@odata.count', '@odata.nextLink', 'value'])
  })

  test('minimal is what is answered otherwise', async () => {
    const tenant = await openHelpdesk()

    const { type, body } = await read(tenant, c, 'minimal')
    expect(type).toContain('odata.metadata=minimal')
    expect(Object.keys(body).filter((name) => name.includes('@'))).toEqual(['@odata.context'])
  })

  test.each([
    [c, 'externalConnectors.externalConnection', "/external/connections('helpdesk1')"],
    [`${c}/schema`, 'externalConnectors.schema', "/external/connections('helpdesk1')/schema"],
    [`${c}/items/T1`, 'externalConnectors.externalItem', "/external/connections('helpdesk1')/items('T1')"],
    ['/organization?$select=id', 'organization', "/organization('7d5c6a0e-3b0f-4f0c-9b4e-6a1d2c7e8f10')"],
  ])('full says what %s is and where', async (path, type, link) => {
    const tenant = await openHelpdesk()

    const answer = await read(tenant, path, 'full')
    expect(answer.type).toContain('odata.metadata=full')
    const row = answer.body.value?.[0] ?? answer.body
    expect(row).toMatchObject({
      '@odata.type': `#microsoft.graph.${type}`,
      '@odata.id': `${tenant.url}/v1.0${link}`,
      '@odata.editLink': `${tenant.url}/v1.0${link}`,
    })
  })

  test('full tells the type of collections', async () => {
    const tenant = await openHelpdesk()
    const { body } = await read(tenant, '/admin/people/profilePropertySettings', 'full')

    expect(body.value[0]['prioritizedSourceUrls@odata.type']).toBe('#Collection(String)')
  })

  test('is chosen for each request of a batch', async () => {
    const tenant = await openHelpdesk()
    const requests = [
      { id: '1', method: 'GET', url: c, headers: accept('none').headers },
      { id: '2', method: 'GET', url: c },
    ]

    const { body } = await tenant.call('POST /$batch', { requests }, accept('none'))
    const contexts = body.responses.map((one: { body: object }) => '@odata.context' in one.body)
    expect(contexts).toEqual([false, true])
  })
})

describe('pages', () => {
  test('are as long as the tenant, the query or the preference wants them', async () => {
    const { call, settings } = await openHelpdesk()
    const count = async (path: string, headers = {}) =>
      (await call(`GET ${path}`, undefined, { headers })).body.value.length

    settings.pageSize = 3
    expect(await count('/users')).toBe(3)
    expect(await count('/users?$top=4')).toBe(4)
    expect(await count('/users', { prefer: 'odata.maxpagesize=2' })).toBe(2)
    expect(await count('/users?$top=2', { prefer: 'odata.maxpagesize=10' })).toBe(2)
  })

  test('lead through a collection to its end, whatever was chosen of it', async () => {
    const { call, settings } = await openHelpdesk()
    settings.pageSize = 7
    const seen: string[] = []
    let link = '/users?$select=id&$orderby=displayName%20desc'
    while (link) {
      const { body } = await call(`GET ${link}`)
      seen.push(...body.value.map((row: { id: string }) => row.id))
      expect(Object.keys(body.value[0])).toEqual(['id'])
      link = body['@odata.nextLink']
    }

    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.length).toBeGreaterThan(28)
  })

  test('cannot be empty, negative or words', async () => {
    const { call } = await openHelpdesk()

    for (const query of [
      '$top=0',
      '$top=-1',
      '$top=x',
      '$skip=-1',
      '$skiptoken=x',
      '$orderby=nothing',
      '$search=a',
    ]) {
      expect(await call(`GET /external/connections?${query}`)).toMatchObject({ status: 400 })
    }
  })
})

describe('an order', () => {
  test('has several keys', async () => {
    const { call } = await openHelpdesk()
    const { body } = await call(
      'GET /users?$select=department,displayName&$orderby=department desc, displayName',
    )
    const told = body.value.map((row: Record<string, string>) => [row.department, row.displayName])
    const byName = ([, a = '']: string[], [, b = '']: string[]) => a.localeCompare(b)
    const byDepartment = ([a]: string[], [b]: string[]) => String(b ?? '').localeCompare(String(a ?? ''))

    expect(told).toEqual(told.toSorted(byName).toSorted(byDepartment))
  })

  test.each(['id sideways', 'id asc desc', 'id,', ',', 'id desc nulls'])(
    'of "%s" is refused',
    async (order) => {
      const { call } = await openHelpdesk()
      const { status, body } = await call(`GET /external/connections?$orderby=${order}`)

      expect([status, body.error.code]).toEqual([400, 'BadRequest'])
      expect(body.error.message).toBe(`Syntax error in $orderby: '${order}'.`)
    },
  )
})

test.each([
  ["contains(displayName,'a')", 'Contains'],
  ["tolower(displayName) eq 'a'", 'ToLower'],
  ["displayName gt 'a'", 'GreaterThan'],
  ["displayName lt 'a'", 'LessThan'],
])('the directory refuses to filter by %s', async (filter, name) => {
  const { call } = await openTenant()

  for (const path of ['/users', '/groups', '/servicePrincipals']) {
    expect(await call(`GET ${path}?$filter=${filter}`)).toMatchObject({
      status: 400,
      body: {
        error: { code: 'Request_UnsupportedQuery', message: `Filter operator '${name}' is not supported.` },
      },
    })
  }
  expect(
    (await call("GET /users?$filter=displayName ge 'a' and displayName le 'm'")).body.value.length,
  ).toBeGreaterThan(0)
})

describe('Graph does not mind', () => {
  test('what the Content-Type of JSON says', async () => {
    const { call } = await openHelpdesk()

    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'application/json;odata=verbose',
    ]) {
      const headers = { 'content-type': type }
      expect(await call(`PUT ${c}/items/T1`, item, { headers })).toMatchObject({ status: 200 })
    }
  })

  test('the case of enumerations and booleans that are strings', async () => {
    const { call, ready } = await openTenant()
    await ready(
      'wiki1',
      {
        ...ticketSchema,
        properties: [
          { Name: 'title', TYPE: 'String', isSearchable: 'TRUE', isRetrievable: 'true', labels: ['Title'] },
        ],
      },
      { contentCategory: 'WIKIS' },
    )
    const acl = [{ type: 'EveryoneExceptGuests', value: 'everyone', accessType: 'GRANT' }]

    const { body } = await call('GET /external/connections/wiki1/schema')
    expect(body.properties).toMatchObject([{ type: 'string', isSearchable: true, labels: ['title'] }])
    expect((await call('GET /external/connections/wiki1')).body.contentCategory).toBe('wikis')
    const put = await call('PUT /external/connections/wiki1/items/T1', {
      acl,
      properties: { TITLE: 'a' },
      content: { Type: 'HTML', value: 'x' },
    })
    expect(put.body).toMatchObject({
      acl: [{ type: 'everyoneExceptGuests', accessType: 'grant' }],
      properties: { title: 'a' },
      content: { type: 'html' },
    })
    await call('POST /external/connections/wiki1/groups', { id: 'g1' })
    const member = { id: '9d9e74ad-9d28-50d7-b985-144a357e8e85', type: 'USER' }
    expect((await call('POST /external/connections/wiki1/groups/g1/members', member)).body.type).toBe('user')
    const activity = {
      '@odata.type': '#microsoft.graph.externalConnectors.externalActivity',
      type: 'Viewed',
      startDateTime: '2026-01-01T00:00:00Z',
      performedBy: member,
    }
    const added = await call('POST /external/connections/wiki1/items/T1/addActivities', {
      activities: [activity],
    })
    expect(added).toMatchObject({ status: 200, body: { value: [{ type: 'viewed' }] } })
  })

  test('the case of paths and options', async () => {
    const { call } = await openHelpdesk()

    expect((await call('GET /External/CONNECTIONS/helpdesk1?$SELECT=ID')).body.id).toBe('helpdesk1')
    expect(await call('GET /external/connections/HELPDESK1')).toMatchObject({ status: 404 })
  })
})
