import { expect, test } from 'vitest'
import { type Beat, beatTries, type Job, type Reply } from '@/lib/model/resolvers/check/protocol'
import { type Data, runJob } from '@/lib/model/resolvers/check/run-job'
import type { Resolver } from '@/lib/model/resolvers/resolver'

const tickets: Resolver = {
  baseUrls: ['https://help.contoso.com/'],
  urlPattern: '/tickets/(?<n>[0-9]+)(?:[/?#]|$)',
  itemId: 'T{n}',
}
const wiki: Resolver = { ...tickets, urlPattern: '/wiki/(?<n>[a-z]+)(?:[/?#]|$)', itemId: 'W{n}' }

const job = (changes: Partial<Job> = {}): Job => ({
  run: 1,
  resolvers: [tickets, wiki],
  saved: [],
  tests: [],
  stops: {},
  careful: null,
  without: { lint: false, proposals: [] },
  ...changes,
})

const data = (urls: string[], links: Data['links'] = []): Data => ({
  urls,
  links,
  ids: new Set(links.map(({ itemId }) => itemId)),
  own: (url) => links.find((link) => link.url === url)?.itemId ?? null,
})

async function replies(given: Job, of: Data, goOn: () => boolean = () => true) {
  const found: Reply[] = []
  await runJob(given, of, { reply: (one) => found.push(one), goOn: async () => goOn() })
  const all = <T extends Reply['type']>(type: T) =>
    found.filter((one): one is Extract<Reply, { type: T }> => one.type === type)
  return { found, all, answers: all('tried').flatMap(({ answers }) => answers) }
}

const url = (at: number) => `https://help.contoso.com/tickets/${at}`

test('every link is answered in order, the first ones by themselves', async () => {
  const { all, answers } = await replies(job(), data(Array.from({ length: 2_500 }, (_, at) => url(at))))

  expect(answers).toHaveLength(2_500)
  expect(answers[2_499]).toMatchObject({ by: 0, itemId: 'T2499', stopped: null })
  expect(all('tried').map(({ from }) => from)).toEqual([0, 60, 1_060, 2_060])
  expect(all('done')).toHaveLength(1)
})

test('the captured parts are marked where they stand, and the item of a link is told', async () => {
  const links = [{ itemId: 'T7', url: url(7) }]
  const { answers } = await replies(job(), data([url(7)], links))

  const { marks, own } = answers[0] ?? {}
  expect(url(7).slice(...(marks as [number, number]))).toBe('7')
  expect(own).toBe('T7')
})

test('a pattern that was stopped is not run again on that link, and the others still answer', async () => {
  const urls = [url(1), url(2), 'https://help.contoso.com/wiki/a']
  const one = await replies(job({ stops: { [tickets.urlPattern]: [url(1)] } }), data(urls))
  const all = await replies(job({ stops: { [tickets.urlPattern]: 'all' } }), data(urls))

  expect(one.answers.map(({ by, stopped }) => [by, stopped])).toEqual([
    [null, 0],
    [0, null],
    [1, null],
  ])
  expect(all.answers.map(({ stopped }) => stopped)).toEqual([0, 0, 0])
})

test('there are never more tries than promised between two signs of life', async () => {
  const { found } = await replies(job(), data(Array.from({ length: 5_000 }, (_, at) => url(at))))
  const beats = found.filter(
    (one): one is Extract<Reply, { type: 'beat' }> => one.type === 'beat' && one.phase === 'tried',
  )

  const places = [0, ...beats.map(({ index }) => index), 5_000]
  expect(Math.max(...places.slice(1).map((at, before) => at - (places[before] ?? 0)))).toBeLessThanOrEqual(
    beatTries,
  )
})

test('a careful run tells of each try, so that what hangs is known', async () => {
  const careful: Job['careful'] = { phase: 'tried', index: 3 }
  const { found } = await replies(job({ careful }), data(Array.from({ length: 8 }, (_, at) => url(at))))
  const told = found.filter(
    (one): one is { type: 'beat' } & Beat => one.type === 'beat' && one.phase === 'tried',
  )

  expect(told.filter(({ index }) => index >= 3).map((beat) => beat.url)).toEqual([3, 4, 5, 6, 7].map(url))
})

test('a job that is out of date stops', async () => {
  const { all } = await replies(job(), data(Array.from({ length: 9_000 }, (_, at) => url(at))), () => false)
  expect(all('tried')).toHaveLength(1)
  expect(all('done')).toHaveLength(0)
})

test('item links are counted as saved and with the draft, with proposals for what goes wrong', async () => {
  const links = Array.from({ length: 30 }, (_, at) => ({
    itemId: `T${at}`,
    url: at < 20 ? url(at) : `https://help.contoso.com/Tickets/${at}`,
  }))
  const { all } = await replies(job(), data([], links))

  expect(all('coverage').map(({ set, coverage }) => [set, coverage.counts.right])).toEqual([
    ['saved', 0],
    ['draft', 20],
  ])
  expect(all('proposals')[0]?.proposals).toMatchObject([
    { label: 'Allow any case', kind: 'change', place: 0 },
  ])
})

test('links that the draft loses are counted, however many it gains', async () => {
  const links = [
    ...Array.from({ length: 3 }, (_, at) => ({ itemId: `T${at}`, url: url(at) })),
    ...['a', 'b'].map((name) => ({ itemId: `W${name}`, url: `https://help.contoso.com/wiki/${name}` })),
  ]
  const { all } = await replies(job({ saved: [wiki], resolvers: [tickets] }), data([], links))

  expect(all('coverage').map(({ set, lost, coverage }) => [set, lost, coverage.counts.right])).toEqual([
    ['saved', 0, 2],
    ['draft', 2, 3],
  ])
})
