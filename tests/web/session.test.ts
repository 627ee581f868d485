import { randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { sessions } from '@/lib/db/schema'
import { hashToken, open, type Sealed } from '@/lib/platform/secret-box'
import { createSession, endSession, findSession, purpose } from '@/lib/web/session'
import { emptyPglite } from '../support/database'

const limits = { sessionIdleMinutes: 60, sessionHours: 10, sessionsPerAccount: 3, secretKey: randomBytes(32) }
const alex = {
  oid: 'o-1',
  username: 'alexw@contoso.com',
  name: 'Alex Wilber',
  roles: ['Admin' as const],
}
const tokens = { homeAccountId: 'o-1.t-1', cache: '{"RefreshToken":"hush"}' }
const start = new Date('2026-01-05T08:00:00Z')
const after = (minutes: number) => new Date(start.getTime() + minutes * 60_000)

async function signedIn() {
  const { db } = await emptyPglite()
  const token = await createSession(db, alex, tokens, limits, start)
  const find = (minutes: number, touch = true, value = token) =>
    findSession(db, value, limits, { touch, now: after(minutes) })
  return { db, token, find }
}

test('a session is found by its cookie and keeps neither cookie nor tokens in the clear', async () => {
  const { db, token, find } = await signedIn()

  expect(await find(1)).toMatchObject(alex)
  const [row] = await db.select().from(sessions)
  expect(JSON.stringify(row)).not.toContain(token)
  expect(JSON.stringify(row)).not.toContain('hush')
  expect(open(row?.tokenCache ?? ('' as Sealed), purpose(hashToken(token)), limits.secretKey)).toBe(
    tokens.cache,
  )
})

test('a session ends when its admin does nothing for long', async () => {
  const { find } = await signedIn()

  expect(await find(50)).not.toBeNull()
  expect(await find(100)).not.toBeNull()
  expect(await find(161)).toBeNull()
})

test('what a page polls by itself does not keep a session', async () => {
  const { find } = await signedIn()

  expect(await find(50, false)).not.toBeNull()
  expect(await find(61, false)).toBeNull()
})

test('a session ends after its hours, however busy', async () => {
  const { find } = await signedIn()

  for (let minutes = 30; minutes < 600; minutes += 30) expect(await find(minutes)).not.toBeNull()
  expect(await find(600)).toBeNull()
})

test('a cookie that is changed, or a hash from the database, finds nothing', async () => {
  const { db, token, find } = await signedIn()
  const [row] = await db.select().from(sessions)

  expect(await find(1, true, `${token}x`)).toBeNull()
  expect(await find(1, true, row?.id ?? '')).toBeNull()
  expect(await findSession(db, undefined, limits, { touch: true, now: start })).toBeNull()
})

test('a signed-out session is gone', async () => {
  const { db, token, find } = await signedIn()

  expect(await endSession(db, token)).toMatchObject({ username: alex.username })
  expect(await find(1)).toBeNull()
  expect(await endSession(db, token)).toBeNull()
})

test('the next sign-in clears out the sessions that have ended', async () => {
  const { db, token } = await signedIn()

  await createSession(db, alex, tokens, limits, after(90))

  expect(
    await db
      .select()
      .from(sessions)
      .where(eq(sessions.id, hashToken(token))),
  ).toEqual([])
  expect(await db.select().from(sessions)).toHaveLength(1)
})

test('an account keeps its newest sessions', async () => {
  const { db, token, find } = await signedIn()
  const others = { ...alex, oid: 'o-2' }
  await createSession(db, others, tokens, limits, after(1))
  await createSession(db, alex, tokens, limits, after(2))
  await createSession(db, alex, tokens, limits, after(3))
  expect(await find(4, true, token)).not.toBeNull()

  await createSession(db, alex, tokens, limits, after(5))

  expect(await find(6, true, token)).toBeNull()
  expect(await db.select().from(sessions)).toHaveLength(4)
})
