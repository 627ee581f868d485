import { expect, test } from 'vitest'
import { seenConnection } from '@/lib/db/connections'
import type { Opened } from '@/lib/db/open'
import { acls, audit, externalGroups, groupMembers, ledger } from '@/lib/db/schema'
import { Tokens } from '@/lib/emulator/authority/tokens'
import { seedGuest } from '@/lib/emulator/seed/groups'
import { addMember, createGroup } from '@/lib/graph/groups'
import { putItem } from '@/lib/graph/items'
import { accessFor } from '@/lib/model/access-check/access-of'
import type { MemberType } from '@/lib/model/groups/group'
import type { Acl } from '@/lib/model/items/item'
import { checkNames } from '@/lib/services/access-check/check-names'
import { countReaders } from '@/lib/services/access-check/count-readers'
import { explainAccess } from '@/lib/services/access-check/explain-access'
import { findPerson } from '@/lib/services/access-check/find-person'
import { knownGroups } from '@/lib/services/access-check/known-groups'
import { listReadable } from '@/lib/services/access-check/list-readable'
import { ask } from '@/lib/services/execute'
import { emptyPglite } from '../../support/database'
import { emulatedGraph, ready, ticket } from '../../support/graph'
import { alex, contextFor } from '../../support/services'

const connectionId = 'helpdesk'

/** The same numbers each time: a failure can be looked at again. */
function numbers(seed: number) {
  let state = seed
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

type Member = { memberId: string; type: MemberType }

async function start(opened: Opened, directory: object = {}) {
  const tenant = await emulatedGraph({ connections: [ready(connectionId)] })
  await tenant.emulator.control('POST', 'seed', directory)
  await seenConnection(opened.db, { id: connectionId, kind: 'content' })
  const context = contextFor(opened, tenant)
  const { ingestion } = tenant
  return {
    tenant,
    context,
    /** Creates a group at Graph and in the store, as if the console had done it. */
    async group(groupId: string, members: readonly Member[]) {
      await createGroup(ingestion, connectionId, { id: groupId, displayName: groupId, description: '' })
      await Promise.all(members.map((member) => addMember(ingestion, connectionId, { groupId, ...member })))
      const kept = { connectionId, groupId, state: 'there' as const }
      await opened.db.insert(externalGroups).values({ ...kept, displayName: groupId, createdBy: 'oid' })
      if (members.length > 0)
        await opened.db
          .insert(groupMembers)
          .values(members.map((member) => ({ ...kept, ...member, name: member.memberId, addedBy: 'oid' })))
    },
    async item(itemId: string, acl: readonly Acl[]) {
      await putItem(ingestion, connectionId, itemId, { ...ticket(itemId), acl })
      await opened.db.insert(acls).values({ connectionId, hash: itemId, entries: [...acl] })
      const sent = { connectionId, itemId, title: itemId, hash: 'h', aclHash: itemId }
      await opened.db.insert(ledger).values({ ...sent, syncId: crypto.randomUUID() })
    },
    /** The ids of the items that somebody finds. */
    async found(oid: string): Promise<Set<string>> {
      const { emulator } = tenant
      const token = new Tokens(emulator.tenant.store, emulator.tenantId).sign({
        aud: 'https://graph.microsoft.com',
        tid: emulator.tenantId,
        appid: tenant.apps.configuration,
        exp: Math.floor(Date.now() / 1000) + 3600,
        oid,
        scp: 'ExternalItem.Read.All',
      })
      const request = { entityTypes: ['externalItem'], query: { queryString: '*' }, size: 500 }
      const graph = tenant.graphWith(async () => token)
      const { body } = await graph.call('post', '/search/query', { requests: [request] })
      const [answer] = (body as { value: { hitsContainers: { hits: { hitId: string }[] }[] }[] }).value
      const hits = answer?.hitsContainers[0]?.hits ?? []
      return new Set(hits.map(({ hitId }) => Buffer.from(hitId, 'base64url').toString().split('/')[1] ?? ''))
    },
  }
}

test('2,400 generated cases agree with what the tenant lets people find, both ways', async () => {
  const opened = await emptyPglite()
  const below = numbers(20_261_122)
  const pick = <T>(all: readonly T[]): T => all[below(all.length)] as T
  const some = <T>(most: number, make: () => T) => Array.from({ length: 1 + below(most) }, make)
  const idOf = (kind: number, at: number) => `${kind}0000000-0000-4000-8000-${String(at).padStart(12, '0')}`
  const users = Array.from({ length: 24 }, (_, at) => ({
    id: idOf(1, at),
    userPrincipalName: at % 6 === 5 ? `g${at}_fabrikam.com#EXT#@contoso.com` : `u${at}@contoso.com`,
    userType: at % 6 === 5 ? 'Guest' : 'Member',
  }))
  const entra = Array.from({ length: 10 }, (_, at) => idOf(2, at))
  const { context, group, item, found } = await start(opened, {
    users,
    directoryGroups: entra.map((id, at) => ({
      id,
      displayName: `Entra ${at}`,
      members: [
        ...new Set([
          ...some(3, () => pick(users).id),
          ...(at > 0 ? some(2, () => pick(entra.slice(0, at))) : []),
        ]),
      ],
    })),
  })
  const names = Array.from({ length: 16 }, (_, at) => `ext${at}`)
  const member = (own: string): Member => {
    const kind = below(4)
    if (kind < 2) return { type: 'user', memberId: pick(users).id }
    if (kind === 2) return { type: 'group', memberId: pick(entra) }
    // Also in a circle, and one that nobody has created.
    return { type: 'externalGroup', memberId: pick([...names, 'nowhere'].filter((name) => name !== own)) }
  }
  for (const name of names) {
    const members = new Map(some(4, () => member(name)).map((one) => [one.memberId, one]))
    await group(name, [...members.values()])
  }
  const { tenantId } = context.settings
  const entry = (): Acl => {
    const accessType = below(4) === 0 ? 'deny' : 'grant'
    const kind = below(10)
    if (kind === 0) return { type: 'everyone', value: pick([tenantId, 'everyone']), accessType }
    if (kind === 1) return { type: 'everyoneExceptGuests', value: tenantId, accessType }
    if (kind < 4) return { type: 'user', value: pick(users).id, accessType }
    if (kind < 6) return { type: 'group', value: pick(entra).toUpperCase(), accessType }
    return { type: 'externalGroup', value: pick([...names, 'nowhere']), accessType }
  }
  const items = Array.from({ length: 100 }, (_, at) => ({ itemId: `item${at}`, acl: some(4, entry) }))
  await Promise.all(items.map(({ itemId, acl }) => item(itemId, acl)))

  const wrong: object[] = []
  const counted = { yes: 0, no: 0, unknown: 0 }
  const hitsOf = new Map<string, Set<string>>()
  for (const { id } of users) {
    const [hits, person] = await Promise.all([found(id), findPerson(context, id)])
    const known = await knownGroups(
      context,
      connectionId,
      person,
      items.map(({ acl }) => acl),
    )
    hitsOf.set(id, hits)
    const accessOf = accessFor(person, known)
    for (const { itemId, acl } of items) {
      const { verdict, path } = accessOf(acl)
      counted[verdict] += 1
      if ((verdict === 'yes') !== hits.has(itemId) || verdict === 'unknown')
        wrong.push({ id, itemId, acl, verdict, path })
    }
  }
  expect(wrong).toEqual([])
  // Enough of both, or the cases would prove little.
  expect(counted).toMatchObject({ unknown: 0 })
  expect(counted.yes).toBeGreaterThan(400)
  expect(counted.no).toBeGreaterThan(400)

  // The sampled and the counted answers are of the same rule.
  const [first] = users
  const readable = await ask(listReadable, context, { connectionId, person: first?.userPrincipalName ?? '' })
  expect(readable).toMatchObject({
    items: { yes: hitsOf.get(first?.id ?? '')?.size, unknown: 0 },
    notLooked: 0,
  })
  const narrow = items.filter(({ acl }) => acl.every(({ type }) => !type.startsWith('everyone')))
  for (const { itemId } of narrow.slice(0, 5))
    expect([itemId, await ask(countReaders, context, { connectionId, itemId })]).toMatchObject([
      itemId,
      { all: null, people: [...hitsOf.values()].filter((ids) => ids.has(itemId)).length, unproved: [] },
    ])
})

test('the path that decides is told, a denial first, and what cannot be proved is said', async () => {
  const opened = await emptyPglite()
  const { tenant, context, group, item } = await start(opened)
  const alexId = '9d9e74ad-9d28-50d7-b985-144a357e8e85'
  const support = '2f5c7c0e-5a4d-5d2b-9a57-6a0d1f0a7b04'
  await group('inner', [{ type: 'group', memberId: support }])
  await group('outer', [{ type: 'externalGroup', memberId: 'inner' }])
  const outer = { type: 'externalGroup', value: 'outer', accessType: 'grant' } as const
  await item('granted', [outer])
  await item('denied', [outer, { type: 'user', value: alexId, accessType: 'deny' }])
  await item('foreign', [{ ...outer, value: 'foreign' }])
  await item('foreign-too', [outer, { ...outer, value: 'foreign' }])
  await tenant.everything.call('post', `/external/connections/${connectionId}/groups`, { id: 'foreign' })
  const inside = (await tenant.everything.call('get', `/groups/${support}/members`)).body
  const [inSupport] = (inside as { value: { userPrincipalName: string; displayName: string }[] }).value
  const explain = (itemId: string, person: string, changes = {}) =>
    ask(explainAccess, { ...context, ...changes }, { connectionId, itemId, person })

  const name = inSupport?.displayName
  expect(inSupport).toBeDefined()
  expect(await explain('granted', inSupport?.userPrincipalName ?? '')).toMatchObject({
    access: { verdict: 'yes', entry: outer, path: [name, 'Support Desk', 'inner', 'outer'] },
    from: 'graph',
    problem: null,
  })
  expect(await explain('denied', 'alexw@contoso.com')).toMatchObject({
    access: { verdict: 'no', entry: { type: 'user', accessType: 'deny' }, path: ['Alex Wilber'] },
  })
  expect(await explain('foreign', 'alexw@contoso.com')).toMatchObject({
    access: { verdict: 'unknown', unproved: [expect.stringContaining('foreign was made elsewhere')] },
  })
  const nobody = crypto.randomUUID()
  const user = { type: 'user', value: nobody, accessType: 'grant' } as const
  const lost: Acl[] = [user, { ...user, type: 'group' }, outer, { ...outer, value: 'unknown' }]
  await item('lost', [...lost, { ...user, value: seedGuest.id }])
  expect(await ask(checkNames, context, { connectionId, itemId: 'lost' })).toEqual({
    checked: 5,
    left: 0,
    findings: [
      `The tenant has no person ${nobody}.`,
      `${seedGuest.userPrincipalName} is a guest.`,
      `The tenant has no group ${nobody}.`,
      'The console does not know the external group unknown.',
    ],
  })
  // What is granted by another way needs no proof.
  expect((await explain('foreign-too', inSupport?.userPrincipalName ?? '')).access.verdict).toBe('yes')
  await expect(explain('granted', 'nobody@contoso.com')).rejects.toMatchObject({ code: 'not-found' })

  await tenant.fail({ match: { path: 'transitiveMemberOf' }, status: 403, times: 1 })
  expect(await explain('granted', inSupport?.userPrincipalName ?? '')).toMatchObject({
    access: { verdict: 'unknown', unproved: [expect.stringContaining('holds groups of Entra')] },
    problem: expect.stringContaining('GroupMember.Read.All'),
  })
  await expect(
    explain('granted', 'alexw@contoso.com', { actor: { ...alex, roles: ['Reader'] } }),
  ).rejects.toMatchObject({ code: 'forbidden' })
  expect((await opened.db.select().from(audit)).at(-1)).toMatchObject({
    action: 'explainAccess',
    target: connectionId,
  })
})
