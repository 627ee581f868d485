import { expect, test } from 'vitest'
import { HttpConfig } from '@/lib/model/sync/http-source'
import { httpKind } from '@/lib/sources/http/http-kind'
import type { ReadFrom } from '@/lib/sources/source-kind'
import { apiServer } from '../../support/api-server'
import { emptyPglite } from '../../support/database'
import { sourceContext } from '../../support/source'
import { conformance } from '../conformance'

const pageSize = 100
const secret = 'very-secret-key'
const ids = (from: number, to: number) =>
  Array.from({ length: Math.max(0, to - from) }, (_, at) => ({ id: `r${from + at + 1}` }))

type Given = Partial<Omit<HttpConfig, 'url'>> & { path?: string; at?: string }

/** A source that reads this server. */
async function sourceOf(handler: Parameters<typeof apiServer>[0], { at = '/items', ...given }: Given = {}) {
  const server = await apiServer(handler)
  const opened = await emptyPglite()
  const context = sourceContext(opened, { allowedHosts: [server.host], secrets: { credential: secret } })
  const config = HttpConfig.parse({ url: `${server.url}${at}`, perSecond: 100, ...given })
  const read = async (from: ReadFrom = {}) => {
    const batches = []
    for await (const batch of httpKind.read(config, from, context)) batches.push(batch)
    return batches
  }
  const readIds = async (from?: ReadFrom) =>
    (await read(from)).flatMap(({ records }) => records.map(({ values }) => values.id))
  return { ...server, config, context, read, readIds }
}

/** So many records, a hundred to a page. */
const pages =
  (count: number): Parameters<typeof apiServer>[0] =>
  ({ at }) => {
    const from = Number(at.searchParams.get('offset') ?? 0)
    return { data: { items: ids(from, Math.min(count, from + pageSize)) } }
  }

conformance('a JSON API', {
  kind: httpKind,
  many: 450,
  open: (count) =>
    sourceOf(pages(count), { path: 'data.items', paging: { kind: 'offset', parameter: 'offset' } }),
  withBadRecord: () => sourceOf(() => [{ id: 'r1' }, 5, { id: 'r3' }]),
  broken: () =>
    sourceOf((_, response) => void response.writeHead(403).end(`denied to ${secret}`), {
      credentials: { kind: 'apiKey', place: 'query', name: 'key' },
    }),
})

const wanted = ids(0, 5).map(({ id }) => id)
const chunk = (n: number) => ids(n * 2, Math.min(5, n * 2 + 2))

test.each<[string, Given, Parameters<typeof apiServer>[0]]>([
  ['one answer', {}, () => ids(0, 5)],
  [
    'the next link',
    { path: 'value', paging: { kind: 'nextLink', path: '@odata.nextLink' } },
    ({ at }) => {
      const n = Number(at.searchParams.get('n') ?? 0)
      return { value: chunk(n), ...(n < 2 ? { '@odata.nextLink': `/items?n=${n + 1}` } : {}) }
    },
  ],
  [
    'a cursor',
    { path: 'rows', paging: { kind: 'cursor', path: 'meta.next', parameter: 'after' } },
    ({ at }) => {
      const n = Number(at.searchParams.get('after') ?? 0)
      return { rows: chunk(n), meta: { next: n < 2 ? n + 1 : null } }
    },
  ],
  [
    'page numbers',
    { paging: { kind: 'page', parameter: 'page', first: 1 } },
    ({ at }) => chunk(Number(at.searchParams.get('page')) - 1),
  ],
  [
    'an offset',
    { paging: { kind: 'offset', parameter: 'skip' } },
    ({ at }) => ids(Number(at.searchParams.get('skip')), 5).slice(0, 2),
  ],
  [
    'the Link header',
    { paging: { kind: 'linkHeader' } },
    ({ at }, response) => {
      const n = Number(at.searchParams.get('n') ?? 0)
      if (n < 2) response.setHeader('link', `</items?n=0>; rel="first", </items?n=${n + 1}>; rel="next"`)
      return chunk(n)
    },
  ],
])('pages are followed by %s', async (_, given, handler) => {
  const { readIds } = await sourceOf(handler, given)

  expect(await readIds()).toEqual(wanted)
})

test.each<[string, Given, Record<string, string>, RegExp]>([
  ['none', {}, {}, /^\/items$/],
  ['bearer', { credentials: { kind: 'bearer' } }, { authorization: `Bearer ${secret}` }, /^\/items$/],
  [
    'basic',
    { credentials: { kind: 'basic', username: 'u' } },
    { authorization: `Basic ${btoa(`u:${secret}`)}` },
    /^\/items$/,
  ],
  [
    'a key in a header',
    { credentials: { kind: 'apiKey', place: 'header', name: 'X-Key' } },
    { 'x-key': secret },
    /^\/items$/,
  ],
  [
    'a key in the query',
    { credentials: { kind: 'apiKey', place: 'query', name: 'key' } },
    {},
    /key=very-secret-key/,
  ],
])('credentials: %s', async (_, given, headers, url) => {
  const { read, seen } = await sourceOf(() => ids(0, 1), given)

  await read()

  expect(seen[0]?.headers).toMatchObject(headers)
  expect(seen[0]?.url).toMatch(url)
})

test('OAuth 2 client credentials get a token, and a new one when it was refused', async () => {
  let tokens = 0
  const server = await sourceOf(({ at, text, headers }, response) => {
    if (at.pathname === '/token') {
      expect(Object.fromEntries(new URLSearchParams(text))).toMatchObject({
        client_secret: secret,
        scope: 'read',
      })
      return { access_token: `t${++tokens}`, token_type: 'bearer' }
    }
    if (headers.authorization !== 'Bearer t2') return void response.writeHead(401).end()
    return ids(0, 2)
  })
  const credentials = {
    kind: 'oauth2',
    tokenUrl: `${server.url}/token`,
    clientId: 'c',
    scope: 'read',
  } as const
  const batches = []
  for await (const batch of httpKind.read({ ...server.config, credentials }, {}, server.context))
    batches.push(batch)

  expect(batches.flatMap(({ records }) => records)).toHaveLength(2)
  expect(tokens).toBe(2)
})

test('method, headers, query and body are sent as they were said', async () => {
  const { read, seen } = await sourceOf(({ method }) => (method === 'POST' ? ids(0, 1) : []), {
    method: 'POST',
    headers: [{ name: 'X-Tenant', value: 'a' }],
    query: [
      { name: 'q', value: 'a b' },
      { name: 'q', value: 'c' },
    ],
    body: '{"filter":1}',
  })

  expect((await read())[0]?.records).toHaveLength(1)
  expect(seen[0]).toMatchObject({
    url: '/items?q=a+b&q=c',
    text: '{"filter":1}',
    headers: { 'x-tenant': 'a' },
  })
})

test('only what changed is asked for, which is never taken for all', async () => {
  const changes = { field: 'changedAt', parameter: 'since' }
  const all = ['2026-01-02T00:00:00Z', '2026-01-10T00:00:00+02:00', '2026-01-09T23:00:00Z'].map(
    (changedAt, at) => ({ id: `r${at}`, changedAt }),
  )
  const { read } = await sourceOf(
    ({ at }) => all.filter(({ changedAt }) => changedAt > (at.searchParams.get('since') ?? '')),
    { changes },
  )

  expect((await read()).at(-1)).toMatchObject({ complete: true, watermark: '2026-01-09T23:00:00Z' })
  expect((await read({ since: '2026-01-09T00:00:00Z' })).at(-1)).toMatchObject({
    complete: false,
    watermark: '2026-01-09T23:00:00Z',
    records: [{ values: { id: 'r1' } }, { values: { id: 'r2' } }],
  })
})

test('the first records of a large answer are read in a thread, as those of a small one', async () => {
  const items = Array.from({ length: 9_000 }, (_, at) => ({ id: `r${at + 1}`, text: 'words '.repeat(20) }))
  const { config, context } = await sourceOf(() => ({ items: [...items.slice(0, 5), 7, ...items] }), {
    path: 'items',
  })
  const { records, fields } = await httpKind.sample(config, context, 6)

  expect(fields).toEqual(['id', 'text'])
  expect(records.slice(4)).toMatchObject([
    { row: 5, values: { id: 'r5' } },
    { row: 6, problem: { message: expect.stringContaining('element 6 of page 1') } },
  ])
  const other = await sourceOf(() => ({ items }), { path: 'nowhere' })
  await expect(httpKind.test(other.config, other.context)).rejects.toMatchObject({
    code: 'invalid',
    field: 'url',
    message: expect.stringContaining("no list at 'nowhere'"),
  })
})

test('an API that asks to wait is not asked before', async () => {
  let refusals = 0
  const { readIds, seen } = await sourceOf((_, response) => {
    if (refusals++ < 1) return void response.writeHead(429, { 'retry-after': '1' }).end()
    return ids(0, 2)
  })

  expect(await readIds()).toEqual(['r1', 'r2'])
  expect((seen[1]?.at ?? 0) - (seen[0]?.at ?? 0)).toBeGreaterThanOrEqual(990)
})

test('it is asked no faster than was said', async () => {
  const { read, seen } = await sourceOf(pages(350), {
    path: 'data.items',
    perSecond: 5,
    paging: { kind: 'offset', parameter: 'offset' },
  })
  const began = performance.now()

  await read()

  expect(seen.length).toBeGreaterThan(2)
  // By the clock of the one who asks: a first request that is late at the other end would make all seem faster.
  expect(performance.now() - began).toBeGreaterThanOrEqual((seen.length - 1) * 200 - 20)
})

test.each<[string, Given, Parameters<typeof apiServer>[0], RegExp]>([
  [
    'the same page for ever',
    { paging: { kind: 'page', parameter: 'p', first: 0 } },
    () => ids(0, 2),
    /same page again and again/,
  ],
  [
    'a next link to itself',
    { path: 'v', paging: { kind: 'nextLink', path: 'next' } },
    () => ({ v: ids(0, 1), next: '/items' }),
    /the same page/,
  ],
  [
    'next links that come back to the first page',
    { path: 'v', paging: { kind: 'nextLink', path: 'next' } },
    ({ at }) => ({ v: [{ id: at.search }], next: at.search === '?2' ? '/items?1' : '/items?2' }),
    /lead back to the same page/,
  ],
  [
    'a next link that is no text',
    { path: 'v', paging: { kind: 'nextLink', path: 'next' } },
    () => ({ v: ids(0, 1), next: { href: '/items?2' } }),
    /is no address/,
  ],
  [
    'a next link that is no address',
    { path: 'v', paging: { kind: 'nextLink', path: 'next' } },
    () => ({ v: ids(0, 1), next: 'https://[page two' }),
    /is no address/,
  ],
  [
    'a cursor that is no single value',
    { path: 'v', paging: { kind: 'cursor', path: 'next', parameter: 'after' } },
    () => ({ v: ids(0, 1), next: { after: 5 } }),
    /'next' is no single value/,
  ],
  [
    'a part of its answer',
    {},
    (_, response) => void response.writeHead(206).end(JSON.stringify(ids(0, 2))),
    /only a part of its answer/,
  ],
  [
    'an answer that is not made yet',
    {},
    (_, response) => void response.writeHead(202).end('[]'),
    /not made its answer yet/,
  ],
  [
    'endless new pages',
    { mostPages: 5, path: 'v', paging: { kind: 'nextLink', path: 'next' } },
    ({ at }) => ({ v: [{ id: at.search }], next: `/items?${at.search.length}${at.search.slice(1)}` }),
    /over 5 pages/,
  ],
  [
    'a next link to another host',
    { path: 'v', paging: { kind: 'nextLink', path: 'next' } },
    () => ({ v: ids(0, 1), next: 'https://evil.example/x' }),
    /leads to another host/,
  ],
  [
    'a redirect to the metadata service',
    {},
    (_, response) => void response.writeHead(302, { location: 'http://169.254.169.254/latest' }).end(),
    /leads to another host/,
  ],
  [
    'redirects in a circle',
    {},
    (_, response) => void response.writeHead(307, { location: '/items' }).end(),
    /redirects in a circle/,
  ],
  ['no JSON', {}, () => '<html>', /does not answer with JSON/],
  ['another shape', {}, () => ({ items: [] }), /is no list/],
  ['another path', { path: 'a.b' }, () => ({ a: { c: [] } }), /has no list at 'a\.b'/],
  ['deep nesting', {}, () => `[${'['.repeat(100_000)}${']'.repeat(100_000)}]`, /nested over 64 levels/],
  ['not found', {}, (_, response) => void response.writeHead(404).end(), /nothing at this address/],
  [
    'broken UTF-8',
    {},
    (_, response) => void response.end(Buffer.from('5b22ff225d', 'hex')),
    /another encoding than UTF-8/,
  ],
  [
    'an endless answer',
    {},
    (_, response) => {
      const more = () =>
        response.write(Buffer.alloc(1_000_000, 'a')) ? setImmediate(more) : response.once('drain', more)
      more()
    },
    /larger than 32 MB/,
  ],
])('an API with %s ends in words', async (_, given, handler, message) => {
  const { read } = await sourceOf(handler, given)

  await expect(read()).rejects.toMatchObject({ code: 'invalid', message: expect.stringMatching(message) })
})

test('plain http is for allowed hosts only', async () => {
  const { config, context } = await sourceOf(() => [])

  await expect(httpKind.test({ ...config, url: 'http://example.com/x' }, context)).rejects.toThrow(
    'has to begin with https://',
  )
})

const inner = [
  '127.0.0.1',
  '127.0.0.2',
  '127.1',
  '127.0.1',
  '2130706433',
  '0x7f000001',
  '0x7f.0.0.1',
  '0177.0.0.1',
  '017700000001',
  '0',
  '0.0.0.0',
  '0x0',
  '10.0.0.1',
  '10.255.255.255',
  '167772161',
  '012.0.0.1',
  '172.16.0.1',
  '172.31.255.255',
  '0xac100001',
  '192.168.0.1',
  '192.168.255.255',
  '3232235521',
  '0xc0a80001',
  '169.254.169.254',
  '2852039166',
  '0xa9fea9fe',
  '0251.0376.0251.0376',
  '169.254.0.1',
  '100.64.0.1',
  '100.127.255.255',
  '100.100.100.200',
  '192.0.0.192',
  '192.0.2.1',
  '198.18.0.1',
  '198.51.100.7',
  '203.0.113.9',
  '224.0.0.1',
  '239.255.255.255',
  '240.0.0.1',
  '255.255.255.255',
  '[::1]',
  '[::]',
  '[0:0:0:0:0:0:0:1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[::ffff:169.254.169.254]',
  '[::ffff:a00:1]',
  '[::127.0.0.1]',
  '[64:ff9b::7f00:1]',
  '[64:ff9b::a9fe:a9fe]',
  '[2002:7f00:1::]',
  '[2002:a9fe:a9fe::1]',
  '[2001:0:7f00:1::]',
  '[fc00::1]',
  '[fd00:ec2::254]',
  '[fdff::1]',
  '[fe80::1]',
  '[febf::1]',
  '[fec0::1]',
  '[ff02::1]',
  '[100::1]',
  '[2001:db8::1]',
  'localhost',
  '127.0.0.1.',
  '①②⑦.⓪.⓪.①',
  '１２７.０.０.１',
  '127。0。0。1',
]

test(`none of ${inner.length} disguises of inner addresses is called`, async () => {
  const { config, context, seen } = await sourceOf(() => [])

  const refusals = await Promise.all(
    inner.map(async (host) => {
      const url = `https://${host}/items`
      if (!URL.canParse(url)) throw new Error(`${url} is no address to try.`)
      const testing = httpKind.test({ ...config, url }, { ...context, allowedHosts: [] })
      return testing.then(
        () => `${host} was called`,
        (error: Error) => (error.message.includes('inner network') ? '' : `${host}: ${error.message}`),
      )
    }),
  )

  expect(refusals.filter((refusal) => refusal !== '')).toEqual([])
  expect(seen).toEqual([])
})
