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
  const option = fc.constantFrom('$filter', '$select', '$top', '$skip', '$skiptoken', '$orderby', '$count')
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
  ]
  const text = fc.oneof(
    fc.string(),
    fc.array(fc.constantFrom(...words), { maxLength: 12 }).map((all) => all.join(' ')),
  )

  await fc.assert(
    fc.asyncProperty(option, text, async (name, value) => {
      const query = new URLSearchParams({ [name]: value })
      expect((await call(`GET /external/connections?${query}`)).status).toBeLessThan(500)
    }),
    { numRuns: 200 },
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
