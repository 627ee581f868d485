import { expect, test } from 'vitest'
import { audit } from '@/lib/db/schema'
import { deleteConnection } from '@/lib/graph/connections'
import { putItem } from '@/lib/graph/items'
import { getResolvers } from '@/lib/graph/resolvers'
import type { Resolver } from '@/lib/model/resolvers/resolver'
import { openSet } from '@/lib/model/resolvers/resolver-list'
import type { ResolverSet } from '@/lib/model/resolvers/resolver-set'
import { ask, execute } from '@/lib/services/execute'
import { checkItems } from '@/lib/services/resolvers/check-items'
import { discardResolverDraft } from '@/lib/services/resolvers/discard-resolver-draft'
import { findResolverDraft } from '@/lib/services/resolvers/drafts'
import { getResolverList, readResolvers } from '@/lib/services/resolvers/read-resolvers'
import { saveResolverDraft } from '@/lib/services/resolvers/save-resolver-draft'
import { submitResolvers } from '@/lib/services/resolvers/submit-resolvers'
import { emptyPglite } from '../../support/database'
import { emulatedGraph } from '../../support/graph'
import { contextFor, perform } from '../../support/services'
import { fromTemplate } from '../../support/sync'

const connectionId = 'helpdesk'
const good: Resolver = {
  baseUrls: ['https://help.contoso.com/'],
  urlPattern: '/tickets/(?<n>[0-9]+)',
  itemId: 'T{n}',
}
const with1 = (resolver: Resolver, set: ResolverSet = openSet([])): ResolverSet => ({
  ...set,
  entries: [...set.entries, { key: 'new', from: null, resolver }],
})

async function setUp() {
  const [opened, tenant] = await Promise.all([
    emptyPglite(),
    emulatedGraph({ connections: [fromTemplate('helpdesk', connectionId)] }),
  ])
  return { opened, tenant, context: contextFor(opened, tenant) }
}

test('a draft is kept, sent as a whole, and gone once it is in Graph', async () => {
  const { context, opened } = await setUp()
  const set = with1(good)
  const { savedAt } = await perform(saveResolverDraft, context, { connectionId, set, over: null })
  expect((await ask(readResolvers, context, { connectionId })).draft).toMatchObject({ set })

  const overruled = [{ url: 'https://help.contoso.com/x', expected: 'T1' }]
  const { list } = await perform(submitResolvers, context, { connectionId, set, overruled, version: savedAt })

  expect(list).toMatchObject([{ priority: 1, itemId: 'T{n}' }])
  expect(await ask(getResolverList, context, { connectionId })).toEqual({ list })
  expect(await ask(readResolvers, context, { connectionId })).toMatchObject({ draft: null })
  const [, entry] = await opened.db.select().from(audit).orderBy(audit.id)
  expect(entry).toMatchObject({
    action: 'submitResolvers',
    target: connectionId,
    outcome: 'done',
    input: { before: [], after: { list, overruled } },
  })
})

test('a list that somebody else changed is a conflict, and the draft stays', async () => {
  const { context } = await setUp()
  const mine = with1(good)
  await perform(saveResolverDraft, context, { connectionId, set: mine, over: null })
  const theirs = with1({ ...good, itemId: 'U{n}' })
  await perform(submitResolvers, context, { connectionId, set: theirs, overruled: [], version: null })

  const refused = await execute(submitResolvers, context, {
    connectionId,
    set: mine,
    overruled: [],
    version: null,
  })

  expect(refused).toMatchObject({ ok: false, problem: { code: 'conflict', field: 'resolvers' } })
  expect(await getResolvers(context.configuration, connectionId)).toMatchObject([{ itemId: 'U{n}' }])
  expect((await ask(readResolvers, context, { connectionId })).draft).toMatchObject({ set: mine })
})

test('a draft that somebody else saved since survives the save and the discard of the first', async () => {
  const { context } = await setUp()
  const other = { ...context, actor: { ...context.actor, username: 'megan@contoso.com' } }
  const set = with1(good)
  const { savedAt } = await perform(saveResolverDraft, context, { connectionId, set, over: null })
  const theirs = with1({ ...good, itemId: 'U{n}' })
  await perform(saveResolverDraft, other, { connectionId, set: theirs, over: savedAt })

  await perform(submitResolvers, context, { connectionId, set, overruled: [], version: savedAt })
  const discarded = await execute(discardResolverDraft, context, { connectionId, version: savedAt })

  expect(discarded).toMatchObject({
    ok: false,
    problem: { code: 'conflict', field: 'draft', message: expect.stringContaining('megan@contoso.com') },
  })
  const { draft } = await ask(readResolvers, context, { connectionId })
  expect(draft).toMatchObject({ set: theirs, savedBy: 'megan@contoso.com' })
  await perform(discardResolverDraft, context, { connectionId, version: draft?.savedAt ?? null })
  expect((await ask(readResolvers, context, { connectionId })).draft).toBeNull()
})

test.each([
  [{ ...good, baseUrls: ['http://help.contoso.com/'] }, 'is no absolute https address'],
  [{ ...good, baseUrls: [''] }, 'enter a base URL'],
  [{ ...good, urlPattern: '(' }, 'does not compile'],
  [{ ...good, urlPattern: '' }, 'enter a pattern'],
  [{ ...good, itemId: '' }, 'enter an item id'],
])('%j is refused before Graph is asked', async (resolver, why) => {
  const { context } = await setUp()
  const refused = await execute(submitResolvers, context, {
    connectionId,
    set: with1(resolver),
    overruled: [],
    version: null,
  })
  expect(refused).toMatchObject({ ok: false, problem: { message: expect.stringContaining(why) } })
})

test('a pattern that hangs is compiled and never run by the server', async () => {
  const { context } = await setUp()
  const evil = { ...good, urlPattern: '^https://help\\.contoso\\.com/(a+)+$' }
  const began = performance.now()
  await perform(submitResolvers, context, {
    connectionId,
    set: with1(evil),
    overruled: [{ url: `https://help.contoso.com/${'a'.repeat(60)}!`, expected: null }],
    version: null,
  })
  expect(performance.now() - began).toBeLessThan(5_000)
})

test('a connection that was deleted meanwhile, and Graph that is down, cost nothing of the draft', async () => {
  const { context, tenant } = await setUp()
  const set = with1(good)
  const { savedAt } = await perform(saveResolverDraft, context, { connectionId, set, over: null })
  const submit = () =>
    execute(submitResolvers, context, { connectionId, set, overruled: [], version: savedAt })

  await tenant.fail({ match: { method: 'PATCH' }, status: 503, times: 99 })
  expect(await submit()).toMatchObject({ ok: false, problem: { code: 'unavailable' } })
  expect(await findResolverDraft(context.db, connectionId)).toMatchObject({ set })
  await tenant.fail()

  await deleteConnection(context.configuration, connectionId)
  await tenant.wait({ minutes: 60 })
  expect(await submit()).toMatchObject({ ok: false, problem: { code: 'not-found' } })
})

test('items are looked up in Graph, those it has and those it has not', async () => {
  const { context, tenant } = await setUp()
  const acl = [{ type: 'everyone', value: 'everyone', accessType: 'grant' }]
  await putItem(tenant.ingestion, connectionId, 'T1', { acl, properties: { title: 'One' } })

  const found = await perform(checkItems, context, { connectionId, itemIds: ['T1', 'T2', 'T 3'] })

  expect(found).toEqual({ T1: 'exists', T2: 'missing', 'T 3': 'missing' })
})
