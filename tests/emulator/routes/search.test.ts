import { describe, expect, test } from 'vitest'
import { seedGroups, seedGuest } from '../../../lib/emulator/seed/groups'
import { type Answered, everyone, openTenant } from './calls'

const alex = '9d9e74ad-9d28-50d7-b985-144a357e8e85'
const luis = 'bb401ffd-d4df-5561-8d04-fb39ddcb4895'
const groupId = (name: string) => seedGroups.find((group) => group.displayName === name)?.id ?? ''

const schema = {
  baseType: 'microsoft.graph.externalItem',
  properties: [
    {
      name: 'title',
      type: 'string',
      isSearchable: true,
      isQueryable: true,
      isRetrievable: true,
      labels: ['title'],
      aliases: ['subject'],
    },
    { name: 'tags', type: 'stringCollection', isQueryable: true, isRetrievable: true, isRefinable: true },
    { name: 'opened', type: 'dateTime', isQueryable: true, isRefinable: true },
    { name: 'votes', type: 'int64', isQueryable: true, isRetrievable: true, isRefinable: true },
    { name: 'closed', type: 'boolean', isQueryable: true },
    { name: 'code', type: 'string', isQueryable: true },
    { name: 'secret', type: 'string', isRetrievable: true },
  ],
}

type Item = { content?: string; acl?: object[]; [property: string]: unknown }

async function openHelpdesk(items: Record<string, Item> = {}) {
  const tenant = await openTenant()
  await tenant.ready('helpdesk1', schema)
  const put = async (
    id: string,
    { content, acl = everyone, ...properties }: Item,
    connection = 'helpdesk1',
  ) => {
    const { status, body } = await tenant.call(`PUT /external/connections/${connection}/items/${id}`, {
      acl,
      properties: {
        title: id,
        ...properties,
        ...('tags' in properties ? { 'tags@odata.type': 'Collection(String)' } : {}),
      },
      ...(content === undefined ? {} : { content: { type: 'text', value: content } }),
    })
    if (status !== 200) throw new Error(JSON.stringify(body))
  }
  for (const [id, item] of Object.entries(items)) await put(id, item)
  const ask = (request: object, user = alex, options = {}): Promise<Answered> =>
    tenant.call(
      'POST /search/query',
      { requests: [{ entityTypes: ['externalItem'], ...request }] },
      { token: tenant.tokenOf(user, 'ExternalItem.Read.All'), ...options },
    )
  const container = async (request: object, user?: string) => {
    const { status, body } = await ask(request, user)
    if (status !== 200) throw new Error(JSON.stringify(body))
    return body.value[0].hitsContainers[0]
  }
  const search = async (queryString: string, user?: string, more: object = {}): Promise<string[]> => {
    const { hits } = await container({ query: { queryString }, size: 500, ...more }, user)
    return hits
      .map(({ hitId }: { hitId: string }) => Buffer.from(hitId, 'base64url').toString().split('/')[1])
      .sort()
  }
  return { ...tenant, put, ask, container, search }
}

const tickets: Record<string, Item> = {
  T1: {
    title: 'Printer jam',
    content: 'Tray two jams every morning.',
    tags: ['hardware', 'printer'],
    votes: 3,
    opened: '2026-01-31T08:00:00Z',
    closed: false,
    code: 'AB 1',
  },
  T2: {
    title: 'Screen flickers',
    content: 'The printed manual does not help.',
    tags: ['hardware'],
    votes: 10,
    opened: '2026-02-01T10:00:00Z',
    closed: true,
    secret: 'printer',
  },
  T3: { title: 'Café menu', content: 'Lunch is late.', tags: ['food', 'tray'], votes: 0, code: 'ab 1' },
}

describe('an answer', () => {
  test('has the shape of a search response', async () => {
    const { ask, url } = await openHelpdesk(tickets)

    const { status, body } = await ask({
      query: { queryString: 'printer' },
      contentSources: ['/external/connections/helpdesk1'],
    })

    expect(status).toBe(200)
    expect(body).toEqual({
      '@odata.context': `${url}/v1.0/$metadata#Collection(microsoft.graph.searchResponse)`,
      value: [
        {
          searchTerms: ['printer'],
          hitsContainers: [
            {
              total: 1,
              moreResultsAvailable: false,
              hits: [
                {
                  hitId: expect.stringMatching(/^[\w-]+$/),
                  rank: 1,
                  summary: 'Tray two jams every morning.',
                  contentSource: '/external/connections/helpdesk1',
                  resource: {
                    '@odata.type': '#microsoft.graph.externalConnectors.externalItem',
                    properties: { title: 'Printer jam', tags: ['hardware', 'printer'], votes: 3 },
                  },
                },
              ],
            },
          ],
        },
      ],
    })
  })

  test('marks the words that were searched for', async () => {
    const { container } = await openHelpdesk(tickets)

    const { hits } = await container({ query: { queryString: 'jams' } })
    expect(hits[0].summary).toBe('Tray two <c0>jams</c0> every morning.')
  })

  test('shows the fields that are asked for, by name or label, where they are retrievable', async () => {
    const { container } = await openHelpdesk(tickets)
    const fields = ['TITLE', 'label_title', 'opened', 'nothing']

    const { hits } = await container({ query: { queryString: 'jam' }, fields })
    expect(hits[0].resource.properties).toEqual({ title: 'Printer jam', label_title: 'Printer jam' })
  })

  test('comes in pages of 25 at first', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => [`N${index}`, { content: 'same' }]),
    )
    const { container } = await openHelpdesk(many)
    const query = { queryString: 'same' }

    const first = await container({ query })
    expect(first).toMatchObject({ total: 30, moreResultsAvailable: true })
    expect(first.hits).toHaveLength(25)
    const rest = await container({ query, from: 25, size: 25 })
    expect(rest.moreResultsAvailable).toBe(false)
    expect(rest.hits.map(({ rank }: { rank: number }) => rank)).toEqual([26, 27, 28, 29, 30])
  })

  test('puts hits with more of the words first, unless it is sorted', async () => {
    const { container } = await openHelpdesk({
      A: { content: 'tray and much else that nobody asked for', votes: 1 },
      B: { content: 'tray tray tray', votes: 2 },
      C: { content: 'tray in the middle of other words, and more of them', votes: 0 },
    })
    const order = async (more: object) => {
      const { hits } = await container({ query: { queryString: 'tray' }, ...more })
      return hits.map((hit: { resource: { properties: { title: string } } }) => hit.resource.properties.title)
    }

    expect((await order({}))[0]).toBe('B')
    expect(await order({ sortProperties: [{ name: 'votes' }] })).toEqual(['C', 'A', 'B'])
    expect(await order({ sortProperties: [{ name: 'Votes', isDescending: 'true' }] })).toEqual([
      'B',
      'A',
      'C',
    ])
  })
})

describe('a query', () => {
  test.each([
    ['', ['T1', 'T2', 'T3']],
    ['*', ['T1', 'T2', 'T3']],
    ['PRINTER', ['T1']],
    ['print*', ['T1', 'T2']],
    ['jam tray', ['T1']],
    ['"tray two"', ['T1']],
    ['"two tray"', []],
    ['cafe', ['T3']],
    ['jam OR lunch', ['T1', 'T3']],
    ['print* NOT jam', ['T2']],
    ['NOT jam', ['T2', 'T3']],
    ['print* -jam', ['T2']],
    ['(jam OR lunch) AND NOT lunch', ['T1']],
    ['food', []],
    ['title:printer', ['T1']],
    ['subject:"printer jam"', ['T1']],
    ['title:prin*', ['T1']],
    ['title=printer', []],
    ['title="printer jam"', ['T1']],
    ['tags:hardware', ['T1', 'T2']],
    ['tags:hardware tags:food', ['T1', 'T2', 'T3']],
    ['tags:hardware AND tags:printer', ['T1']],
    ['"hardware printer"', []],
    ['tags:"hardware printer"', []],
    ['code:"ab 1"', ['T1', 'T3']],
    ['votes:3', ['T1']],
    ['votes>=3', ['T1', 'T2']],
    ['votes<3', ['T3']],
    ['votes:0..3', ['T1', 'T3']],
    ['votes<>3', ['T2', 'T3']],
    ['opened:2026-01-31', ['T1']],
    ['opened>2026-01-31', ['T2']],
    ['opened>=2026-01-31T08:00:00Z', ['T1', 'T2']],
    ['opened:2026-01-01..2026-02-01', ['T1', 'T2']],
    ['closed:true', ['T2']],
    ['title:*', ['T1', 'T2', 'T3']],
    ['opened:*', ['T1', 'T2']],
    ['votes:many', []],
    ['secret:printer', []],
    ['nothing:printer', []],
    ['jam OR votes:10', ['T1', 'T2']],
    ['NOT (jam OR votes:10)', ['T3']],
  ])('%s', async (query, expected) => {
    const { search } = await openHelpdesk(tickets)
    expect(await search(query)).toEqual(expected)
  })

  test('looks into the connections that are named, or into all', async () => {
    const { ready, put, search } = await openHelpdesk(tickets)
    await ready('wiki1', { ...schema, properties: schema.properties.slice(0, 1) })
    await put('W1', { content: 'jam' }, 'wiki1')

    expect(await search('jam')).toEqual(['T1', 'W1'])
    expect(await search('jam', alex, { contentSources: ['/external/connections/wiki1'] })).toEqual(['W1'])
    expect(await search('jam', alex, { contentSources: ['/external/connections/none'] })).toEqual([])
    expect(await search('votes:3')).toEqual(['T1'])
  })

  test('is put into a template', async () => {
    const { container } = await openHelpdesk(tickets)

    const query = { queryString: 'print*', queryTemplate: '({searchTerms}) AND votes>5' }
    expect((await container({ query })).total).toBe(1)
  })
})

describe('the index', () => {
  test('follows changes and deletions', async () => {
    const { put, search, call } = await openHelpdesk(tickets)
    expect(await search('jam')).toEqual(['T1'])

    await put('T1', { title: 'Nearly solved' })
    await put('T1', { title: 'Solved' })
    await put('T9', { title: 'Another jam' })
    expect(await search('jam')).toEqual(['T9'])
    await call('DELETE /external/connections/helpdesk1/items/T9')
    expect(await search('jam')).toEqual([])
  })

  test('forgets a connection that is gone, also when it is made again', async () => {
    const { call, wait, ready, settings, search } = await openHelpdesk(tickets)
    expect(await search('jam')).toEqual(['T1'])

    await call('DELETE /external/connections/helpdesk1')
    wait(settings.deletionMs)
    expect(await search('jam')).toEqual([])
    await ready('helpdesk1', schema)
    expect(await search('')).toEqual([])
  })

  test('shows what was written after its delay', async () => {
    const { put, search, settings, wait } = await openHelpdesk()
    settings.indexMs = 60_000

    await put('T1', { title: 'First' })
    expect(await search('first')).toEqual([])
    wait(60_000)
    expect(await search('first')).toEqual(['T1'])
    await put('T1', { title: 'Second' })
    expect(await search('first')).toEqual(['T1'])
    wait(60_000)
    expect(await search('second')).toEqual(['T1'])
    expect(await search('first')).toEqual([])
  })

  test('reads the words of HTML', async () => {
    const { call, search } = await openHelpdesk()
    await call('PUT /external/connections/helpdesk1/items/H1', {
      acl: everyone,
      properties: { title: 'x' },
      content: { type: 'html', value: '<p class="blue">Fish&amp;chips<script>alert()</script></p>' },
    })

    expect(await search('"fish chips"')).toEqual(['H1'])
    expect(await search('blue')).toEqual([])
    expect(await search('alert')).toEqual([])
  })

  test('is emptied with the tenant', async () => {
    const { search, url, ready } = await openHelpdesk(tickets)
    expect(await search('jam')).toEqual(['T1'])

    expect((await fetch(`${url}/_emulator/reset`, { method: 'POST' })).status).toBe(204)
    await ready('helpdesk1', schema)
    expect(await search('')).toEqual([])
  })
})

describe('a hit', () => {
  const entry = (type: string, value: string, accessType = 'grant') => ({ type, value, accessType })

  test('is one that the user may read', async () => {
    const { search } = await openHelpdesk({
      A: { acl: [entry('user', alex.toUpperCase())] },
      L: { acl: [entry('user', luis)] },
      E: { acl: everyone },
      D: { acl: [...everyone, entry('user', alex, 'deny')] },
      N: { acl: [entry('user', alex, 'deny')] },
    })

    expect(await search('', alex)).toEqual(['A', 'E'])
    expect(await search('', luis)).toEqual(['D', 'E', 'L'])
  })

  test('is seen through groups of the directory, nested ones too', async () => {
    const { search } = await openHelpdesk({
      M: { acl: [entry('group', groupId('Marketing Team'))] },
      G: { acl: [entry('group', groupId('All Business').toUpperCase())] },
      D: { acl: [...everyone, entry('group', groupId('Go To Market'), 'deny')] },
    })

    expect(await search('', alex)).toEqual(['G', 'M'])
    expect(await search('', luis)).toEqual(['D'])
  })

  test('tells guests from everyone', async () => {
    const { search, emulator } = await openHelpdesk({
      E: { acl: everyone },
      X: { acl: [entry('everyoneExceptGuests', 'everyone')] },
      D: { acl: [...everyone, entry('everyoneExceptGuests', 'everyone', 'deny')] },
    })

    expect(await search('', seedGuest.id)).toEqual(['D', 'E'])
    expect(await search('', alex)).toEqual(['E', 'X'])
    expect(emulator.tenant.id).toBeTruthy()
  })

  test('is seen through external groups: users, directory groups and groups inside groups', async () => {
    const { call, search } = await openHelpdesk({
      O: { acl: [entry('externalGroup', 'outer')] },
      I: { acl: [entry('externalGroup', 'inner')] },
      D: { acl: [...everyone, entry('externalGroup', 'outer', 'deny')] },
      U: { acl: [entry('externalGroup', 'unknown')] },
    })
    const groups = '/external/connections/helpdesk1/groups'
    const join = (group: string, type: string, id: string) =>
      call(`POST ${groups}/${group}/members`, { id, type })
    for (const id of ['outer', 'inner']) await call(`POST ${groups}`, { id })
    await join('outer', 'externalGroup', 'inner')
    await join('inner', 'externalGroup', 'outer')
    await join('inner', 'user', luis)

    expect(await search('', luis)).toEqual(['I', 'O'])
    expect(await search('', alex)).toEqual(['D'])
    await join('inner', 'group', groupId('Go To Market'))
    expect(await search('', alex)).toEqual(['I', 'O'])
    await call(`DELETE ${groups}/outer/members/inner`)
    await call(`DELETE ${groups}/inner/members/outer`)
    expect(await search('', alex)).toEqual(['D', 'I'])
  })

  test('is seen through an external group that beta names by its source', async () => {
    const { call, search } = await openHelpdesk()
    const connection = '/external/connections/helpdesk1'
    await call(`POST ${connection}/groups`, { id: 'tier1' })
    await call(`POST ${connection}/groups/tier1/members`, { id: alex, type: 'user' })
    const acl = [{ ...entry('group', 'tier1'), identitySource: 'external' }]
    await call(`PUT ${connection}/items/T1`, { acl, properties: { title: 'a' } }, { version: 'beta' })

    expect([await search('', alex), await search('', luis)]).toEqual([['T1'], []])
  })

  test('is refused to somebody in more than 10,000 external groups', async () => {
    const { emulator, ask } = await openHelpdesk({ A: {} })
    const key = emulator.tenant.store.get<{ key: number }>('select key from connections')?.key ?? 0
    const join = (count: number) =>
      emulator.tenant.store.run(
        `insert or ignore into groupMembers (connectionKey, groupId, id, type)
         select ?, 'g' || value, ?, 'user' from json_each(?)`,
        key,
        alex,
        JSON.stringify(Array.from({ length: count }, (_, index) => index)),
      )
    const status = async () => (await ask({ query: { queryString: '*' } })).status

    join(10_000)
    expect(await status()).toBe(200)
    join(10_001)
    expect(await status()).toBe(400)
  })

  test('is not of a people connection', async () => {
    const { ready, call, search } = await openHelpdesk()
    const people = {
      baseType: 'microsoft.graph.externalItem',
      properties: [
        { name: 'account', type: 'string', labels: ['personAccount'] },
        { name: 'note', type: 'string', isSearchable: true },
      ],
    }
    await ready('people1', people, { contentCategory: 'people' })
    await call('PUT /external/connections/people1/items/P1', {
      acl: everyone,
      properties: { note: 'findme' },
    })

    expect(await search('findme')).toEqual([])
  })
})

test('a search holds one request or several', async () => {
  const { call, tokenOf } = await openHelpdesk(tickets)
  const token = tokenOf(alex, 'ExternalItem.Read.All')
  const request = (queryString: string) => ({ entityTypes: ['externalItem'], query: { queryString } })
  const send = (...requests: object[]) => call('POST /search/query', { requests }, { token })

  expect(await send()).toMatchObject({ status: 400 })
  const { body } = await send(request('jam'), request('lunch'))
  expect(body.value.map(({ searchTerms }: { searchTerms: string[] }) => searchTerms)).toEqual([
    ['jam'],
    ['lunch'],
  ])
})

describe('aggregations', () => {
  const buckets = [{ field: 'tags', size: 10, bucketDefinition: { sortBy: 'count', isDescending: 'true' } }]

  test('count values and narrow the search', async () => {
    const { container } = await openHelpdesk(tickets)

    const { aggregations } = await container({ query: { queryString: '*' }, aggregations: buckets })
    expect(aggregations).toMatchObject([
      {
        field: 'tags',
        buckets: [
          { key: 'hardware', count: 2, aggregationFilterToken: '"ǂǂ6861726477617265"' },
          { key: 'food', count: 1 },
          { key: 'printer', count: 1 },
          { key: 'tray', count: 1 },
        ],
      },
    ])
    const [hardware, food] = aggregations[0].buckets.map(
      (bucket: { aggregationFilterToken: string }) => bucket.aggregationFilterToken,
    )
    const total = async (...aggregationFilters: string[]) =>
      (await container({ query: { queryString: '*' }, aggregationFilters })).total
    expect(await total(`tags:${hardware}`)).toBe(2)
    expect(await total(`tags:"${food}"`)).toBe(1)
    expect(await total(`tags:or(${hardware},${food})`)).toBe(3)
    expect(await total(`tags:or(${hardware},${'"none",'.repeat(3000)}${food})`)).toBe(3)
    expect(await total(`tags:${hardware}`, 'votes:range(min, 5)')).toBe(1)
  })

  test('narrow by a hundred filters at once', async () => {
    const { container } = await openHelpdesk(tickets)
    const aggregationFilters = Array.from({ length: 100 }, () => 'votes:"3"')

    expect((await container({ query: { queryString: '*' }, aggregationFilters })).total).toBe(1)
  })

  test('sort and cut their buckets', async () => {
    const { container } = await openHelpdesk(tickets)
    const keys = async (field: string, bucketDefinition: object, size?: number) => {
      const aggregations = [{ field, bucketDefinition, size }]
      const { aggregations: found } = await container({ query: { queryString: '*' }, aggregations })
      return found[0].buckets.map(({ key }: { key: string }) => key)
    }

    expect(await keys('tags', { sortBy: 'KeyAsString' })).toEqual(['food', 'hardware', 'printer', 'tray'])
    expect(await keys('tags', { sortBy: 'keyAsString', isDescending: true }, 2)).toEqual(['tray', 'printer'])
    expect(await keys('tags', { sortBy: 'count', minimumCount: 2 })).toEqual(['hardware'])
    expect(await keys('tags', { sortBy: 'count', prefixFilter: 'Pri' })).toEqual(['printer'])
    expect(await keys('votes', { sortBy: 'keyAsNumber', isDescending: true })).toEqual(['10', '3', '0'])
    expect(await keys('votes', { sortBy: 'keyAsString' })).toEqual(['0', '10', '3'])
  })

  test('count ranges of numbers and times', async () => {
    const { container } = await openHelpdesk(tickets)
    const ranges = [{ to: '3' }, { from: '3', to: '10' }, { from: '10' }]
    const days = [{ to: '2026-02-01' }, { from: '2026-02-01' }]

    const { aggregations } = await container({
      query: { queryString: '' },
      aggregations: [
        { field: 'votes', bucketDefinition: { sortBy: 'keyAsNumber', ranges } },
        { field: 'opened', bucketDefinition: { sortBy: 'keyAsString', ranges: days } },
      ],
    })
    expect(aggregations[0].buckets).toEqual([
      { key: 'Less than 3', count: 1, aggregationFilterToken: 'range(min, 3)' },
      { key: '3 up to 10', count: 1, aggregationFilterToken: 'range(3, 10)' },
      { key: '10 and up', count: 1, aggregationFilterToken: 'range(10, max, to="le")' },
    ])
    expect(aggregations[1].buckets).toMatchObject([
      { key: 'Before 2026-02-01', count: 1 },
      { key: '2026-02-01 or later', count: 1 },
    ])
  })

  test('count only what the user may read', async () => {
    const { container } = await openHelpdesk({
      A: { tags: ['x'], acl: [{ type: 'user', value: luis, accessType: 'grant' }] },
      B: { tags: ['x'] },
    })

    const { aggregations } = await container({ query: { queryString: '' }, aggregations: buckets })
    expect(aggregations[0].buckets).toMatchObject([{ key: 'x', count: 1 }])
  })
})

describe('a search is refused', () => {
  test('for an app, and without the scope', async () => {
    const { call, tokenOf } = await openTenant()
    const body = { requests: [{ entityTypes: ['externalItem'], query: { queryString: 'a' } }] }

    expect(await call('POST /search/query', body)).toMatchObject({ status: 403 })
    const token = tokenOf(alex, 'User.Read')
    expect(await call('POST /search/query', body, { token })).toMatchObject({ status: 403 })
  })

  test.each([
    ['without a query', { query: undefined }],
    ['for mail', { entityTypes: ['message'] }],
    ['for more than 500 hits', { size: 501 }],
    ['before the first hit', { from: -1 }],
    ['for fewer than no hits', { size: -1 }],
    ['with a broken query', { query: { queryString: '(a' } }],
    ['with a source of another kind', { contentSources: ['/sites/a'] }],
    ['aggregated by what is not refinable', { aggregations: [{ field: 'title' }] }],
    ['filtered by what is not refinable', { aggregationFilters: ['title:"a"'] }],
    ['sorted by what is not refinable', { sortProperties: [{ name: 'title' }] }],
    ['sorted by six', { sortProperties: Array.from({ length: 6 }, () => ({ name: 'votes' })) }],
    ['filtered too often', { aggregationFilters: Array.from({ length: 101 }, () => 'votes:"1"') }],
    ['collapsed', { collapseProperties: [{ fields: ['title'], limit: 1 }] }],
    ['with a member that does not exist', { stored_fields: ['a'] }],
    [
      'for a range without ends',
      { aggregations: [{ field: 'votes', bucketDefinition: { sortBy: 'count', ranges: [{}] } }] },
    ],
    [
      'for a range that does not fit',
      { aggregations: [{ field: 'votes', bucketDefinition: { sortBy: 'count', ranges: [{ to: 'many' }] } }] },
    ],
    [
      'for text in ranges',
      { aggregations: [{ field: 'tags', bucketDefinition: { sortBy: 'count', ranges: [{ to: '1' }] } }] },
    ],
  ])('%s', async (_, more) => {
    const { ask } = await openHelpdesk()
    expect(await ask({ query: { queryString: 'a' }, ...more })).toMatchObject({
      status: 400,
      body: { error: { code: 'BadRequest' } },
    })
  })

  test('in strict mode for two requests at once', async () => {
    const { call, settings, tokenOf } = await openHelpdesk(tickets)
    const one = { entityTypes: ['externalItem'], query: { queryString: 'jam' } }
    const token = tokenOf(alex, 'ExternalItem.Read.All')
    const send = () => call('POST /search/query', { requests: [one, one] }, { token })

    expect((await send()).body.value).toHaveLength(2)
    settings.strict = true
    expect(await send()).toMatchObject({ status: 400 })
  })
})
