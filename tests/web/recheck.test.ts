import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { sessions } from '@/lib/db/schema'
import { findUser } from '@/lib/emulator/seed/accounts'
import { findApp, saveApp } from '@/lib/emulator/seed/apps'
import { hashToken } from '@/lib/platform/secret-box'
import { recheck } from '@/lib/web/recheck'
import { findSession } from '@/lib/web/session'
import { emptyPglite } from '../support/database'
import { sessionOf } from '../support/sign-in'
import { localTenant } from '../support/tenant'

const later = (minutes: number) => new Date(Date.now() + minutes * 60_000)

async function stage(username = 'alexw@contoso.com') {
  const [{ db }, { emulator, settings }] = await Promise.all([emptyPglite(), localTenant()])
  const token = await sessionOf(db, username, settings)
  const check = async (minutes: number) => {
    const session = await findSession(db, token, settings, { touch: false, now: new Date() })
    return session && recheck(db, session, settings, later(minutes))
  }
  const grant = (roles: string[]) => {
    const app = findApp(emulator.tenant.store, settings.signIn.clientId)
    if (app) saveApp(emulator.tenant.store, { ...app, appRoles: { [username]: roles } })
  }
  return { db, token, emulator, settings, check, grant }
}

test('a role that Entra took away is gone within a quarter of an hour', async () => {
  const { check, grant } = await stage()
  grant(['Connectors.Reader'])

  expect(await check(10)).toMatchObject({ roles: ['Admin'] })
  expect(await check(16)).toMatchObject({ roles: ['Reader'] })
})

test('a role that was taken away is gone as well when the clock is set back', async () => {
  const { check, grant } = await stage()
  grant(['Connectors.Reader'])

  expect(await check(-60)).toMatchObject({ roles: ['Reader'] })
  expect(await check(-59)).toMatchObject({ roles: ['Reader'] })
})

test('an account without any role left has no access', async () => {
  const { check, grant } = await stage()
  grant([])

  expect(await check(16)).toMatchObject({ roles: [] })
})

test('roles are asked for again and again', async () => {
  const { check, grant } = await stage()

  expect(await check(16)).toMatchObject({ roles: ['Admin'] })
  grant(['Connectors.Operator'])
  expect(await check(32)).toMatchObject({ roles: ['Operator'] })
})

test('the session of a disabled account ends', async () => {
  const { db, token, emulator, check } = await stage()
  const { store } = emulator.tenant
  const user = findUser(store, 'alexw@contoso.com')
  store.run(
    'update users set body = ? where id = ?',
    JSON.stringify({ ...user, accountEnabled: false }),
    user?.id ?? '',
  )

  expect(await check(16)).toBeNull()
  expect(
    await db
      .select()
      .from(sessions)
      .where(eq(sessions.id, hashToken(token))),
  ).toEqual([])
})

test('a session goes on while Entra does not answer, and is checked soon after', async () => {
  const { db } = await emptyPglite()
  const { emulator, settings } = await localTenant()
  const token = await sessionOf(db, 'alexw@contoso.com', settings)
  await emulator.close()
  const session = await findSession(db, token, settings, { touch: false })

  const kept = session && (await recheck(db, session, settings, later(16)))

  expect(kept).toMatchObject({ roles: ['Admin'] })
  const [row] = await db.select().from(sessions)
  expect(row?.checkedAt.getTime()).toBeLessThan(later(3).getTime())
})

test('a session ends when Entra has not answered for the grace period', async () => {
  const { db } = await emptyPglite()
  const { emulator, settings } = await localTenant()
  const token = await sessionOf(db, 'alexw@contoso.com', settings)
  await emulator.close()
  const session = await findSession(db, token, settings, { touch: false })
  const after = async (minutes: number) => {
    await db.update(sessions).set({ checkedAt: new Date(0) })
    return session && recheck(db, { ...session, checkedAt: new Date(0) }, settings, later(minutes))
  }

  expect(await after(settings.roleGraceMinutes + 14)).not.toBeNull()
  expect(await after(settings.roleGraceMinutes + 16)).toBeNull()
  expect(await db.select().from(sessions)).toEqual([])
})
