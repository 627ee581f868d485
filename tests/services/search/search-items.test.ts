import { expect, test } from 'vitest'
import type { z } from 'zod'
import { audit, connections, ledger, sessions } from '@/lib/db/schema'
import { putItem } from '@/lib/graph/items'
import { pageSize } from '@/lib/model/search/question'
import { summaryParts } from '@/lib/model/search/summary'
import { hashToken } from '@/lib/platform/secret-box'
import { ask } from '@/lib/services/execute'
import { searchItems } from '@/lib/services/search/search-items'
import { emptyPglite } from '../../support/database'
import { draft, emulatedGraph, ticket, ticketSchema } from '../../support/graph'
import { alex, contextFor } from '../../support/services'
import { sessionOf } from '../../support/sign-in'
import { settingsFor } from '../../support/tenant'

const schema = {
  ...ticketSchema,
  properties: [
    ...ticketSchema.properties,
    { name: 'team', type: 'string', isRefinable: true, isRetrievable: true } as const,
  ],
}
const tickets = [
  ['T1', 'Printer jam in tray 2', 'desk'],
  ['T2', 'Printer out of toner', 'desk'],
  ['T3', 'Printer speaks in tongues', 'field'],
] as const

async function stage() {
  const [opened, tenant] = await Promise.all([
    emptyPglite(),
    emulatedGraph({
      connections: [
        { ...draft('desk'), schema },
        { ...draft('wiki'), schema: ticketSchema },
      ],
    }),
  ])
  const put = (id: string, body: unknown) => putItem(tenant.ingestion, 'desk', id, body)
  for (const [id, title, team] of tickets) {
    const { properties, ...rest } = ticket(title)
    const url = `https://help.contoso.com/${id}`
    await put(id, { ...rest, properties: { ...properties, title, url, team } })
  }
  const searchAs = async (settings = tenant.env) => {
    const sessionId = hashToken(await sessionOf(opened.db, 'alexw@contoso.com', settings))
    const context = contextFor(opened, tenant, { actor: { ...alex, sessionId }, settings })
    return (input: z.input<typeof searchItems.input>) => ask(searchItems, context, input)
  }
  return { ...tenant, db: opened.db, put, searchAs }
}

const idsOf = (answer: Awaited<ReturnType<typeof searchItems.run>>) =>
  answer.state === 'answered' ? answer.hits.map(({ title }) => title) : answer.state

test('somebody finds what they may read, filters it by its values, and is written down', async () => {
  const { db, put, searchAs } = await stage()
  const { properties, content } = ticket('Printer of the board')
  await put('T4', {
    properties,
    content,
    acl: [{ type: 'user', value: 'b1d0f0a2-0000-4000-8000-000000000001', accessType: 'grant' }],
  })
  const search = await searchAs()
  await db.insert(connections).values({ id: 'desk', kind: 'content' }).onConflictDoNothing()
  const [itemId, title] = ['T2', 'Printer out of toner']
  const url = `https://help.contoso.com/${itemId}`
  const syncId = crypto.randomUUID()
  await db.insert(ledger).values({ connectionId: 'desk', itemId, hash: 'h', title, url, syncId })

  const all = await search({ q: 'printer', connection: 'desk' })
  expect(all).toMatchObject({
    state: 'answered',
    total: 3,
    more: false,
    refiners: [
      {
        field: 'team',
        buckets: [
          { key: 'desk', count: 2 },
          { key: 'field', count: 1 },
        ],
      },
    ],
  })
  expect(idsOf(all).toString()).not.toContain('board')
  const filter = all.state === 'answered' ? (all.refiners[0]?.buckets[1]?.filter ?? '') : ''
  const refined = await search({ q: 'printer', connection: 'desk', refine: [filter] })
  expect(refined).toMatchObject({
    hits: [
      {
        rank: 1,
        title: 'Printer speaks in tongues',
        url: 'https://help.contoso.com/T3',
        connectionName: 'Connection desk',
        itemId: null,
        template: null,
        properties: [
          ['title', 'Printer speaks in tongues'],
          ['url', 'https://help.contoso.com/T3'],
          ['team', 'field'],
        ],
      },
    ],
  })
  expect(idsOf(await search({ q: 'printer', connection: 'wiki' }))).toEqual([])
  const known = await search({ q: 'title:toner' })
  expect(known).toMatchObject({ hits: [{ itemId: 'T2' }], refiners: [] })

  const entries = await db.select().from(audit)
  expect(entries.filter(({ action }) => action === 'searchItems').map(({ input }) => input)).toEqual([
    { q: 'printer', connection: 'desk' },
    { q: 'printer', connection: 'desk' },
    { q: 'title:toner' },
  ])
})

test('pages go on where the one before has ended, with the places of the hits', async () => {
  const { put, searchAs } = await stage()
  const { properties, acl } = ticket('Scanner')
  for (let at = 1; at <= pageSize + 2; at++)
    await put(`S${at}`, { acl, properties: { ...properties, title: `Scanner ${at}` } })
  const search = await searchAs()

  const asked = { q: 'title:scanner', connection: 'desk' }
  const pages = [await search(asked), await search({ ...asked, page: 2 })]
  expect(pages).toMatchObject([
    { total: pageSize + 2, more: true },
    { total: pageSize + 2, more: false, hits: [{ rank: pageSize + 1 }, { rank: pageSize + 2 }] },
  ])
  const titles = pages.flatMap((page) => idsOf(page))
  expect(new Set(titles).size).toBe(pageSize + 2)
  // Without content there is no text to show around the word.
  const summaries = pages.flatMap((page) => (page.state === 'answered' ? page.hits : []))
  expect(summaries.flatMap(({ summary }) => summaryParts(summary))).toEqual([])
})

test('what Graph cannot read is told beside the query', async () => {
  const search = await (await stage()).searchAs()

  await expect(search({ q: 'title:(' })).rejects.toMatchObject({
    code: 'invalid',
    field: 'q',
    message: expect.stringMatching(/^Graph cannot read this query\. Graph says: /),
  })
})

test('without consent nothing is searched, and the session keeps no token of Graph', async () => {
  const { db, emulator, requests, searchAs } = await stage()
  const app = { name: 'unconsented', redirectUris: ['http://127.0.0.1:3000/auth/callback'] }
  const clientId = crypto.randomUUID()
  await emulator.control('POST', 'seed', {
    apps: [
      {
        ...app,
        clientId,
        clientSecret: 'secret',
        delegatedPermissions: ['User.Read'],
        appRoles: { 'alexw@contoso.com': ['Connectors.Admin'] },
      },
    ],
  })
  const search = await searchAs(
    settingsFor(emulator, { SIGNIN_CLIENT_ID: clientId, SIGNIN_CLIENT_SECRET: 'secret' }),
  )

  expect(await search({ q: 'printer' })).toEqual({ state: 'notAllowed' })
  expect(await requests('POST', '/search/query')).toEqual([])
  expect(await db.select().from(sessions)).toHaveLength(1)
})
