import { expect, test } from 'vitest'
import { connections, ledger } from '@/lib/db/schema'
import { putItem } from '@/lib/graph/items'
import { hashToken } from '@/lib/platform/secret-box'
import { ask } from '@/lib/services/execute'
import { whyNotFound } from '@/lib/services/search/why-not-found'
import { emptyPglite } from '../../support/database'
import { emulatedGraph, peopleReady, ready, ticket } from '../../support/graph'
import { alex, contextFor } from '../../support/services'
import { sessionOf } from '../../support/sign-in'

test('an item is looked for in the ledger, in Graph and in search, until the index has it', async () => {
  const [opened, tenant] = await Promise.all([
    emptyPglite(),
    emulatedGraph({ connections: [ready('desk'), peopleReady('hrm')] }),
  ])
  const { db } = opened
  await tenant.settings({ indexMs: 20 * 60_000 })
  await putItem(tenant.ingestion, 'desk', 'T1', ticket('Printer jam'))
  await db.insert(connections).values({ id: 'desk', kind: 'content' })
  const syncId = crypto.randomUUID()
  await db
    .insert(ledger)
    .values({ connectionId: 'desk', itemId: 'T1', hash: 'h', title: 'Printer jam', syncId })
  const sessionId = hashToken(await sessionOf(db, 'alexw@contoso.com', tenant.env))
  const context = contextFor(opened, tenant, { actor: { ...alex, sessionId } })
  const statesOf = async (connectionId: string, itemId: string) => {
    const { checks } = await ask(whyNotFound, context, { connectionId, itemId })
    return Object.fromEntries(checks.map(({ id, state }) => [id, state]))
  }

  const early = await statesOf('desk', 'T1')
  await tenant.wait({ minutes: 21 })

  expect(early).toEqual({
    sent: 'ok',
    held: 'ok',
    state: 'ok',
    experience: 'look',
    index: 'wait',
    readers: 'ok',
    words: 'ok',
    labels: 'ok',
    title: 'wait',
    admin: 'look',
  })
  expect(await statesOf('desk', 'T1')).toEqual({ ...early, index: 'ok', title: 'ok' })
  expect(await statesOf('desk', 'T2')).toMatchObject({ sent: 'look', held: 'bad', title: 'look' })
  expect(await statesOf('hrm', 'T1')).toMatchObject({ people: 'bad', title: 'look' })
})
