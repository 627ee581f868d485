import { expect, test } from 'vitest'
import { audit, sessions } from '@/lib/db/schema'
import { deviceWords } from '@/lib/model/device'
import { ask } from '@/lib/services/execute'
import { endOtherSessions, endSession } from '@/lib/services/sessions/end-sessions'
import { listSessions } from '@/lib/services/sessions/list-sessions'
import { createSession } from '@/lib/web/session'
import { emptyPglite } from '../support/database'
import { emulatedGraph } from '../support/graph'
import { alex, contextFor, perform } from '../support/services'

const megan = { ...alex, oid: 'oid-of-megan', username: 'megan@contoso.com', roles: ['Reader' as const] }
const tokens = { homeAccountId: 'h', cache: '{}' }

async function stage() {
  const opened = await emptyPglite()
  const tenant = await emulatedGraph()
  const agent = 'Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0'
  for (const { oid, username, name, roles } of [alex, megan, megan]) {
    const account = { oid, username, name, roles: [...roles] }
    await createSession(opened.db, account, tokens, tenant.env, new Date(), {
      device: agent,
      address: '10.0.0.1',
    })
  }
  const rows = await opened.db.select().from(sessions)
  const of = (oid: string) => rows.filter((row) => row.oid === oid).map(({ id }) => id)
  const [current = '', other = ''] = of(megan.oid)
  const context = contextFor(opened, tenant)
  return {
    db: opened.db,
    context,
    asMegan: { ...context, actor: { ...megan, sessionId: current } },
    other,
    alexs: of(alex.oid)[0] ?? '',
  }
}

test('everybody sees their own sessions, and an Admin those of all', async () => {
  const { context, asMegan } = await stage()

  const own = await ask(listSessions, asMegan, {})
  expect(own.sessions).toHaveLength(2)
  expect(own.sessions.filter(({ current }) => current)).toHaveLength(1)
  expect(own.sessions[0]).toMatchObject({
    username: megan.username,
    device: 'Edge on Windows',
    address: '10.0.0.1',
  })
  expect((await ask(listSessions, context, {})).sessions).toHaveLength(3)
})

test('a session of somebody else is ended by an Admin only, and that is written down', async () => {
  const { db, context, asMegan, other, alexs } = await stage()

  await expect(perform(endSession, asMegan, { id: alexs })).rejects.toMatchObject({ code: 'not-found' })
  await expect(perform(endOtherSessions, asMegan, { username: alex.username })).rejects.toMatchObject({
    code: 'forbidden',
  })
  await perform(endSession, asMegan, { id: other })
  await perform(endSession, context, { id: alexs })

  expect(await db.$count(sessions)).toBe(1)
  expect((await db.select().from(audit)).filter(({ outcome }) => outcome === 'done')).toHaveLength(2)
})

test('all others of one account are ended at once', async () => {
  const { db, asMegan } = await stage()

  expect(await perform(endOtherSessions, asMegan, { username: megan.username })).toEqual({ ended: 1 })
  expect(await db.$count(sessions)).toBe(2)
})

test.each([
  [null, 'Unknown device'],
  ['curl/8', 'Unknown device'],
  ['Mozilla/5.0 (iPhone) Version/18 Safari/604', 'Safari on iOS'],
  ['x'.repeat(100_000), 'Unknown device'],
])('%s is %s', (agent, words) => {
  expect(deviceWords(agent)).toBe(words)
})
