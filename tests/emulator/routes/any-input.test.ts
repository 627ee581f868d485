import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openTenant, ticketSchema } from './calls'

const c = '/external/connections/helpdesk1'
const targets = [
  'POST /external/connections',
  `PATCH ${c}`,
  `PATCH ${c}/schema`,
  `POST ${c}/schema`,
  `PUT ${c}/items/T1`,
  `PATCH ${c}/items/T1`,
  `POST ${c}/items/T1/addActivities`,
  `POST ${c}/groups`,
  `POST ${c}/groups/g/members`,
  'POST /admin/people/profileSources',
  'PATCH /admin/people/profileSources/hr1',
  'POST /admin/people/profilePropertySettings',
  'PATCH /admin/people/profilePropertySettings/00000000-0000-0000-0000-000000000001',
  'POST /$batch',
  'POST /directoryObjects/getByIds',
  'POST /users/alexw@contoso.com/getMemberGroups',
]
const names = [
  ...['id', 'name', 'type', 'labels', 'acl', 'properties', 'content', 'configuration', 'authorizedAppIds'],
  ...[
    'searchSettings',
    'searchResultTemplates',
    'layout',
    'activitySettings',
    'urlToItemResolvers',
    'baseType',
  ],
  ...[
    'title',
    'title@odata.type',
    'requests',
    'activities',
    'localizations',
    'prioritizedSourceUrls',
    'sourceId',
  ],
  ...['constructor', '__proto__', 'displayName', 'webUrl', 'method', 'url', 'body', 'headers', 'dependsOn'],
]

// Objects that look like those of the API, with anything in them.
const { body } = fc.letrec((tie) => ({
  leaf: fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.constantFrom(...names),
  ),
  body: fc.oneof(
    { depthSize: 'small' },
    tie('leaf'),
    fc.array(tie('body'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string()), tie('body'), { maxKeys: 6 }),
  ),
}))

test('no body makes the tenant fail', async () => {
  const { call, ready } = await openTenant()
  await ready('helpdesk1')
  await call('POST /admin/people/profileSources', {
    sourceId: 'hr1',
    displayName: 'HR',
    webUrl: 'https://a.b',
  })

  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...targets), body, async (target, sent) => {
      expect((await call(target, sent)).status).toBeLessThan(500)
    }),
    { numRuns: 400 },
  )
})

test('no query makes the tenant fail', async () => {
  const { call } = await openTenant()
  const options = [
    '$filter',
    '$select',
    '$top',
    '$skip',
    '$skiptoken',
    '$orderby',
    '$count',
    '$search',
    '$expand',
  ]
  const option = fc.constantFrom(...options)
  const path = fc.constantFrom(
    '/external/connections',
    '/users',
    '/groups',
    '/me',
    '/users/alexw@contoso.com/profile',
  )
  const words = [
    'name',
    'eq',
    'and',
    'or',
    'not',
    '(',
    ')',
    "'a'",
    "'",
    'startswith(',
    ',',
    'in',
    '1',
    'null',
    '-1',
    '"displayName:a"',
    '"',
    'AND',
    'names($select=first)',
  ]
  const text = fc.oneof(
    fc.string(),
    fc.array(fc.constantFrom(...words), { maxLength: 12 }).map((all) => all.join(' ')),
  )

  await fc.assert(
    fc.asyncProperty(path, option, text, async (place, name, value) => {
      const query = new URLSearchParams({ [name]: value })
      const options = { version: 'beta', headers: { consistencylevel: 'eventual' } } as const
      expect((await call(`GET ${place}?${query}`, undefined, options)).status).toBeLessThan(500)
    }),
    { numRuns: 300 },
  )
})

test('deep nesting is refused, not tripped over', async () => {
  const { call } = await openTenant()
  const deep = (depth: number, value: unknown): unknown =>
    depth === 0 ? value : deep(depth - 1, { a: value })
  const layout = { type: 'AdaptiveCard', body: [deep(500, 1)] }
  const searchSettings = { searchResultTemplates: [{ id: 'a', priority: 1, layout }] }

  expect(await call('POST /external/connections', { id: 'a12', name: 'a', searchSettings })).toMatchObject({
    status: 400,
  })
  await call('POST /external/connections', { id: 'a12', name: 'a' })
  const properties = [{ name: 'a', type: deep(2000, 1) }]
  expect(await call('PATCH /external/connections/a12/schema', { ...ticketSchema, properties })).toMatchObject(
    { status: 400 },
  )
})

test('no search makes the tenant fail', async () => {
  const { call, ready, tokenOf } = await openTenant()
  const schema = {
    ...ticketSchema,
    properties: ticketSchema.properties.map((one) => ({ ...one, isQueryable: true })),
  }
  await ready('helpdesk1', schema)
  await call(`PUT ${c}/items/T1`, {
    acl: [{ type: 'everyone', value: 'everyone', accessType: 'grant' }],
    properties: { title: 'Printer jam', votes: 3, 'tags@odata.type': 'Collection(String)', tags: ['a'] },
  })
  const token = tokenOf('9d9e74ad-9d28-50d7-b985-144a357e8e85', 'ExternalItem.Read.All')
  const pieces = [
    'a',
    '"',
    '*',
    '(',
    ')',
    ' AND ',
    ' OR ',
    ' NOT ',
    '-',
    ':',
    'title:',
    'votes>',
    '..',
    'tags:',
    '{',
    '\0',
    'é',
  ]
  const kql = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((all) => all.join('')),
  )
  const anything = fc.oneof(kql, fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<unknown>)
  const filter = fc.oneof(
    kql,
    kql.map((text) => `tags:${text}`),
    kql.map((text) => `tags:or(${text},"x")`),
  )
  const request = fc.record(
    {
      query: fc.oneof(
        { weight: 5, arbitrary: fc.record({ queryString: kql }) },
        { weight: 1, arbitrary: anything },
      ),
      from: fc.oneof(fc.integer(), anything),
      size: fc.oneof(fc.nat(500), anything),
      fields: fc.oneof(fc.array(kql, { maxLength: 3 }), anything),
      contentSources: fc.oneof(fc.array(kql, { maxLength: 2 }), anything),
      aggregationFilters: fc.oneof(fc.array(filter, { maxLength: 2 }), anything),
      sortProperties: fc.oneof(
        fc.array(fc.record({ name: fc.constantFrom('tags', 'title') }), { maxLength: 2 }),
        anything,
      ),
      aggregations: fc.oneof(
        fc.array(
          fc.record({
            field: fc.constantFrom('tags', 'votes', 'title'),
            bucketDefinition: fc.record({
              sortBy: fc.constant('count'),
              ranges: fc.array(fc.record({ to: kql })),
            }),
          }),
          { maxLength: 2 },
        ),
        anything,
      ),
    },
    { requiredKeys: ['query'] },
  )

  await fc.assert(
    fc.asyncProperty(request, async (more) => {
      const requests = [{ entityTypes: ['externalItem'], ...more }]
      expect((await call('POST /search/query', { requests }, { token })).status).toBeLessThan(500)
    }),
    { numRuns: 500 },
  )
})

test('a query of the greatest length and depth is answered', async () => {
  const { call, ready, tokenOf } = await openTenant()
  await ready('helpdesk1')
  const token = tokenOf('9d9e74ad-9d28-50d7-b985-144a357e8e85', 'ExternalItem.Read.All')
  const statusOf = async (queryString: string) =>
    (
      await call(
        'POST /search/query',
        { requests: [{ entityTypes: ['externalItem'], query: { queryString } }] },
        { token },
      )
    ).status
  const many = (text: string, count = 500) => Array.from({ length: count }, () => text)

  expect(await statusOf(many('a').join(' '))).toBe(200)
  expect(await statusOf(many('a').join(' OR '))).toBe(200)
  expect(await statusOf(many('a').join(' AND NOT '))).toBe(200)
  expect(await statusOf(many('(opened:2026-01-01 OR a)', 250).join(' '))).toBe(200)
  expect(await statusOf(many('title:a').join(' OR '))).toBe(200)
  expect(await statusOf(`${many('(a AND (b OR ', 24).join('')}c${many('))', 24).join('')}`)).toBe(200)
  expect(await statusOf(many('a', 501).join(' '))).toBe(400)
  expect(await statusOf(`${'('.repeat(2000)}a${')'.repeat(2000)}`)).toBe(400)
  expect(await statusOf('NOT '.repeat(2000))).toBe(400)
})

test('no bytes make the tenant fail', async () => {
  const { ready, token, url } = await openTenant()
  await ready('helpdesk1')
  const authorization = `Bearer ${await token('everything')}`
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    body.map((value) => new TextEncoder().encode(`${JSON.stringify(value)}}`)),
    fc.constant(new Uint8Array([0xef, 0xbb, 0xbf, 0x7b, 0x7d])),
  )
  const headers = fc.record(
    {
      'content-type': fc.constantFrom(
        'application/json',
        'text/html',
        'x',
        'application/json; charset=utf-16',
      ),
      'content-encoding': fc.constantFrom('gzip', 'deflate', 'br', 'identity', 'lz4'),
      accept: fc.constantFrom(
        '*/*',
        'application/json;odata.metadata=full',
        'application/json;odata.metadata=none',
      ),
      prefer: fc.constantFrom('odata.maxpagesize=0', 'odata.maxpagesize=99999999999', 'respond-async'),
      'client-request-id': fc.string({ unit: 'grapheme-ascii', maxLength: 20 }),
    },
    { requiredKeys: [] },
  )
  const path = fc.oneof(
    fc.constantFrom(...targets).map((target) => target.split(' ')[1] ?? ''),
    fc.webPath(),
    fc
      .array(
        fc.constantFrom(
          'external',
          'connections',
          'items',
          '%',
          '%00',
          "x('",
          "('a')",
          '..',
          '',
          'users',
          '%2F',
        ),
        {
          maxLength: 6,
        },
      )
      .map((all) => `/${all.join('/')}`),
  )
  const method = fc.constantFrom('POST', 'PUT', 'PATCH', 'DELETE')

  await fc.assert(
    fc.asyncProperty(method, path, headers, bytes, async (verb, place, more, sent) => {
      const response = await fetch(`${url}/v1.0${place}`, {
        method: verb,
        headers: { authorization, ...more },
        body: sent.slice(),
      })
      await response.arrayBuffer()
      expect(response.status).toBeLessThan(500)
    }),
    { numRuns: 500 },
  )
})
