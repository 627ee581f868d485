import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { sessions } from '@/lib/db/schema'
import { actorOf } from '@/lib/web/context'
import { endSession } from '@/lib/web/session'
import { trustOf, whileTrusted } from '@/lib/web/trusted'
import { emptyPglite } from '../support/database'
import { sessionOf } from '../support/sign-in'
import { localTenant } from '../support/tenant'

async function stage() {
  const [{ db }, { settings }] = await Promise.all([emptyPglite(), localTenant()])
  const token = await sessionOf(db, 'alexw@contoso.com', settings)
  const call = { origin: null, token, requestId: 'r' }
  const has = { db, settings }
  return { db, token, still: trustOf(has, call, await actorOf(has, call, { touch: false })) }
}

test('bytes that are on their way end with the session that asked for them', async () => {
  const { db, token, still } = await stage()
  const arrived: number[] = []
  const bytes = new ReadableStream<number>({
    async pull(controller) {
      if (arrived.length === 2) await endSession(db, token)
      controller.enqueue(arrived.length)
    },
  })

  const all = async () => {
    for await (const one of bytes.pipeThrough(whileTrusted(still, 0))) arrived.push(one)
  }

  await expect(all()).rejects.toMatchObject({ code: 'unauthenticated' })
  expect(arrived.length).toBeLessThan(6)
})

test('so do those that had arrived by then, when all of them have', async () => {
  const { db, token, still } = await stage()
  const bytes = new ReadableStream<number>({
    start(controller) {
      controller.enqueue(1)
      controller.close()
    },
  })
  await endSession(db, token)

  const reader = bytes.pipeThrough(whileTrusted(still)).getReader()
  const all = async () => {
    while (!(await reader.read()).done);
  }
  await expect(all()).rejects.toMatchObject({ code: 'unauthenticated' })
})

test('and so they do when a role is withdrawn, and not before', async () => {
  const { db, still } = await stage()
  expect(await still()).toBe(true)
  expect(await still()).toBe(true)

  await db
    .update(sessions)
    .set({ roles: ['Reader'] })
    .where(eq(sessions.username, 'alexw@contoso.com'))

  expect(await still()).toBe(false)
})
