import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { ledger, syncs } from '@/lib/db/schema'
import { withDeadline } from '@/lib/graph/deadline'
import { replaceResolvers, resolversIn } from '@/lib/graph/resolvers'
import { openSet } from '@/lib/model/resolvers/resolver-list'
import { createConnection } from '@/lib/services/connections/create-connection'
import { findName } from '@/lib/services/connections/find-name'
import { listConnections } from '@/lib/services/connections/list-connections'
import { readConnection } from '@/lib/services/connections/read-connection'
import { readKnown } from '@/lib/services/connections/read-known'
import { ask } from '@/lib/services/execute'
import { readResolvers } from '@/lib/services/resolvers/read-resolvers'
import { saveResolverDraft } from '@/lib/services/resolvers/save-resolver-draft'
import { saveTestCases } from '@/lib/services/resolvers/save-test-cases'
import { confirmStep } from '@/lib/services/results/confirm-step'
import { readResults } from '@/lib/services/results/read-results'
import { saveResultsDraft } from '@/lib/services/results/save-results-draft'
import { readSchema } from '@/lib/services/schema/read-schema'
import { eachDatabase, emptyPglite } from '../../support/database'
import { emulatedGraph, ready, ticketSchema } from '../../support/graph'
import { contextFor, perform } from '../../support/services'
import { waitedMs } from '../../support/waited'

const connectionId = 'helpdesk'
const down = { match: { path: '/external' }, times: 10_000, status: 503 }

async function page(opened: Awaited<ReturnType<typeof emptyPglite>>, totalMs = 5_000) {
  const tenant = await emulatedGraph({ connections: [ready(connectionId)] })
  const context = contextFor(opened, tenant)
  return {
    ...tenant,
    context,
    /** What a page works with when it is opened now. */
    now: () => ({ ...context, configuration: withDeadline(context.configuration, totalMs) }),
  }
}

eachDatabase('while Graph does not answer', (open) => {
  test('a page has what it answered last, and since when', async () => {
    const { context, now, fail } = await page(await open())
    await ask(listConnections, context, {})
    await ask(readSchema, context, { connectionId })
    await fail(down)

    const pages = Promise.all([
      ask(listConnections, now(), {}),
      ask(readConnection, now(), { connectionId }),
      ask(readSchema, now(), { connectionId }),
    ])
    expect(await waitedMs(() => pages)).toBeLessThan(5_000)
    const [list, one, schema] = await pages

    const missing = { asOf: expect.any(String), problem: { code: 'unavailable' } }
    expect(list).toMatchObject({ ...missing, rows: [{ id: connectionId, state: 'ready' }] })
    expect(one).toMatchObject({ ...missing, connection: { id: connectionId }, row: { state: 'ready' } })
    expect(schema.answered).toEqual(expect.objectContaining({ properties: expect.any(Array) }))
    expect(schema.answered?.properties).toHaveLength(ticketSchema.properties.length)
  })
})

const resolver = {
  '@odata.type': '#microsoft.graph.externalConnectors.itemIdResolver',
  itemId: 'T{n}',
  priority: 1,
  urlMatchInfo: { baseUrls: ['https://help.contoso.com'], urlPattern: '/tickets/(?<n>[0-9]+)' },
}
const template = {
  id: 'own',
  layout: '{"type":"AdaptiveCard","version":"1.3","body":[]}',
  priority: 1,
  rules: [],
  from: null,
}

test('resolvers and results have what Graph answered last, their drafts and what was checked', async () => {
  const { context, graph, emulator, now, fail } = await page(await emptyPglite())
  await ask(readConnection, context, { connectionId })
  await replaceResolvers(graph, connectionId, { seen: [], wanted: [resolver] })
  // Within the minute in which what is no news is not written.
  await ask(readConnection, context, { connectionId })
  const cases = [{ url: 'https://help.contoso.com/tickets/1', expected: 'T1' }]
  await perform(saveTestCases, context, { connectionId, cases })
  const set = { ...openSet([resolver]), entries: [] }
  await perform(saveResolverDraft, context, { connectionId, set, over: null })
  const draft = { base: [], templates: [template] }
  await perform(saveResultsDraft, context, { connectionId, draft, over: null })
  await perform(confirmStep, context, { connectionId, step: 'vertical', answer: 'done' })
  await fail(down)

  const [one, resolvers, unread] = await Promise.all([
    ask(readConnection, now(), { connectionId }),
    ask(readResolvers, now(), { connectionId }),
    ask(readResults, now(), { connectionId }),
  ])

  expect(one).toMatchObject({ asOf: expect.any(String), problem: { code: 'unavailable' } })
  expect(one.connection && resolversIn(one.connection)).toMatchObject([{ itemId: 'T{n}' }])
  expect(resolvers).toMatchObject({ tests: cases, draft: { set: { entries: [] } } })
  const kept = { draft: { templates: [{ id: 'own' }] }, confirmations: [{ step: 'vertical' }] }
  expect(unread).toMatchObject({ schema: null, schemaProblem: { code: 'unavailable' }, ...kept })

  await emulator.control('DELETE', 'faults')
  await ask(readResults, now(), { connectionId })
  await fail(down)
  const read = await ask(readResults, now(), { connectionId })
  expect(read).toMatchObject({
    schema: { properties: ticketSchema.properties },
    schemaProblem: null,
    ...kept,
  })
})

test('of a connection that Graph never told about there is what the console knows itself', async () => {
  const { context, now, fail } = await page(await emptyPglite(), 500)
  const set = { ...openSet([resolver]), entries: [] }
  await perform(saveResolverDraft, context, { connectionId, set, over: null })
  const id = randomUUID()
  const counts = { read: 1, sent: 1, unchanged: 0, failed: 0 }
  const mapping = { itemId: { column: 'id' }, properties: {}, access: 'everyone' as const }
  const run = { id, connectionId, mapping, counts, checkpointCounts: counts, startedBy: 'ada@contoso.com' }
  await context.db
    .insert(syncs)
    .values({ ...run, sourceKind: 'file', sourceName: 'items.csv', status: 'succeeded' })
  await context.db.insert(ledger).values({ connectionId, itemId: 'T1', hash: 'x', syncId: id })
  await fail(down)

  await expect(ask(readConnection, now(), { connectionId })).rejects.toMatchObject({ code: 'unavailable' })
  const known = await ask(readKnown, now(), { connectionId })

  expect(known).toMatchObject({
    facts: { items: 1, sync: { id } },
    syncs: [{ id }],
    drafts: [{ of: 'resolvers', savedBy: context.actor.username }],
  })
  expect(await ask(readKnown, now(), { connectionId: 'nothing' })).toBeNull()
})

test('a connection that was just created has its name while Graph is away', async () => {
  const { context, now, fail } = await page(await emptyPglite())
  const wanted = { id: 'fresh', name: 'Fresh', description: 'Made a moment ago.' }
  await perform(createConnection, context, { ...wanted, contentCategory: 'uncategorized', template: 'blank' })
  await fail(down)

  expect(await ask(findName, now(), { connectionId: 'fresh' })).toBe('Fresh')
  expect(await ask(readConnection, now(), { connectionId: 'fresh' })).toMatchObject({
    connection: { id: 'fresh', state: 'draft' },
    problem: { code: 'unavailable' },
  })
})

test('a slow Graph holds a page for a moment only', async () => {
  const { context, now, settings } = await page(await emptyPglite())
  await ask(readConnection, context, { connectionId })
  await settings({ latencyMs: 20_000 })

  const asked = ask(readConnection, now(), { connectionId })
  expect(await waitedMs(() => asked)).toBeLessThan(3_000)

  expect(await asked).toMatchObject({ connection: { id: connectionId }, problem: { code: 'unavailable' } })
})

test('what was never read fails within the time of the page', async () => {
  const { now, settings } = await page(await emptyPglite(), 2_000)
  await settings({ latencyMs: 20_000 })

  const failed = expect(ask(readConnection, now(), { connectionId })).rejects.toMatchObject({
    code: 'unavailable',
    message: 'Graph has not answered within 2 seconds.',
  })
  expect(await waitedMs(() => failed)).toBeLessThan(4_000)
})

test('a refusal of Graph is no reason to show what was there before', async () => {
  const { context, now, fail } = await page(await emptyPglite())
  await ask(readConnection, context, { connectionId })
  await fail({ match: { path: '/external' }, times: 100, status: 403, error: 'AccessDenied' })

  await expect(ask(readConnection, now(), { connectionId })).rejects.toMatchObject({ code: 'forbidden' })
})

test('once Graph answers again, it is what it says', async () => {
  const { context, now } = await page(await emptyPglite())
  await ask(readConnection, context, { connectionId })

  expect(await ask(readConnection, now(), { connectionId })).toMatchObject({ asOf: null, problem: null })
})
