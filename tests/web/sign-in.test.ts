import { expect, test } from 'vitest'
import { sessions, signIns } from '@/lib/db/schema'
import { finishSignIn, signOutUrl, startSignIn } from '@/lib/web/sign-in'
import { signInReasons, signInSentence } from '@/lib/web/sign-in-error'
import { emptyPglite } from '../support/database'
import { chooseAccount, signInAs } from '../support/sign-in'
import { localTenant, settingsFor } from '../support/tenant'

async function stage() {
  const [{ db }, tenant] = await Promise.all([emptyPglite(), localTenant()])
  return { db, ...tenant }
}

test.each([
  ['alexw@contoso.com', ['Admin']],
  ['luisg@contoso.com', ['Operator']],
  ['megan@contoso.com', ['Reader']],
  ['alland@contoso.com', ['Admin']],
  ['diegos@contoso.com', ['PeopleAdmin']],
  ['adelev@contoso.com', []],
])('%s signs in with the roles %j', async (username, roles) => {
  const { db, settings } = await stage()

  const { account, tokens } = await signInAs(db, username, settings)

  expect(account).toMatchObject({ username, roles })
  expect(tokens.cache).toContain('RefreshToken')
})

test('an account of another tenant is refused', async () => {
  const { db, settings } = await stage()

  await expect(signInAs(db, 'sam@fabrikam.com', settings)).rejects.toMatchObject({ reason: 'tenant' })
})

test('a sign-in is finished only in the browser that started it', async () => {
  const { db, settings } = await stage()
  const { url, state } = await startSignIn(db, '/', settings)
  const answer = await chooseAccount(url, 'alexw@contoso.com')

  await expect(finishSignIn(db, answer, () => undefined, settings)).rejects.toMatchObject({ reason: 'state' })
  await expect(finishSignIn(db, answer, () => 'another', settings)).rejects.toMatchObject({ reason: 'state' })
  await expect(finishSignIn(db, answer, () => state, settings)).resolves.toHaveProperty('account')
})

test('an answer is good once and for ten minutes', async () => {
  const { db, settings } = await stage()
  const used = await startSignIn(db, '/', settings)
  const answer = await chooseAccount(used.url, 'alexw@contoso.com')
  await finishSignIn(db, answer, () => used.state, settings)
  const late = await startSignIn(db, '/', settings, new Date(Date.now() - 11 * 60_000))
  const lateAnswer = await chooseAccount(late.url, 'alexw@contoso.com')

  await expect(finishSignIn(db, answer, () => used.state, settings)).rejects.toMatchObject({
    reason: 'expired',
  })
  await expect(finishSignIn(db, lateAnswer, () => late.state, settings)).rejects.toMatchObject({
    reason: 'expired',
  })
})

test('the verifier of another sign-in does not redeem a code', async () => {
  const { db, settings } = await stage()
  const victim = await startSignIn(db, '/', settings)
  const own = await startSignIn(db, '/', settings)
  const stolen = await chooseAccount(victim.url, 'alexw@contoso.com')
  stolen.set('state', own.state)

  await expect(finishSignIn(db, stolen, () => own.state, settings)).rejects.toMatchObject({
    reason: 'refused',
  })
})

test('what Entra says instead of a code is passed on as a reason', async () => {
  const { db, settings } = await stage()
  const { state } = await startSignIn(db, '/', settings)
  const denied = new URLSearchParams({ state, error: 'access_denied', error_description: 'AADSTS65004' })

  await expect(finishSignIn(db, denied, () => state, settings)).rejects.toMatchObject({ reason: 'denied' })
})

test('a sign-in leads back to a page of the console', async () => {
  const { db, settings } = await stage()
  const inside = await startSignIn(db, '/connections?kind=people', settings)
  const outside = await startSignIn(db, 'https://evil.example/', settings)

  const back = async ({ url, state }: { url: string; state: string }) =>
    (await finishSignIn(db, await chooseAccount(url, 'megan@contoso.com'), () => state, settings)).returnTo

  expect(await back(inside)).toBe('/connections?kind=people')
  expect(await back(outside)).toBe('/')
})

test('the database does not hold what would finish a sign-in', async () => {
  const { db, settings } = await stage()

  const { url, state } = await startSignIn(db, '/', settings)

  const [row] = await db.select().from(signIns)
  expect(JSON.stringify(row)).not.toContain(state)
  expect(row?.verifier).toMatch(/^v2\./)
  expect(new URL(url).searchParams.get('code_challenge_method')).toBe('S256')
  expect(await db.select().from(sessions)).toEqual([])
})

test('a wrong secret of the sign-in app is the set-up’s fault, and named', async () => {
  const { db, emulator } = await stage()
  const settings = settingsFor(emulator, { SIGNIN_CLIENT_SECRET: 'an old one' })

  await expect(signInAs(db, 'alexw@contoso.com', settings)).rejects.toThrow(/SIGNIN_CLIENT_SECRET/)
})

test('signing out goes on at Entra and comes back', async () => {
  const { settings } = await stage()

  const response = await fetch(await signOutUrl(settings), { redirect: 'manual' })

  expect(response.headers.get('location')).toBe(`${settings.publicUrl}/sign-in`)
})

test.each(['__proto__', 'constructor', 'toString', 'nothing'])(
  'the word %s has the common sentence',
  (word) => {
    expect(signInSentence(word)).toBe(signInReasons.failed)
  },
)

test('somebody who is signed in allows search as themselves, and goes on where they were', async () => {
  const { db, settings } = await stage()
  const { account } = await signInAs(db, 'alexw@contoso.com', settings)
  const start = () => startSignIn(db, '/search?q=printer', settings, new Date(), account)
  const allowed = await start()
  const asked = new URL(allowed.url).searchParams
  expect(asked.get('scope')).toContain('https://graph.microsoft.com/ExternalItem.Read.All')
  expect([asked.get('login_hint'), asked.get('prompt')]).toEqual(['alexw@contoso.com', null])

  const answer = await chooseAccount(allowed.url, 'alexw@contoso.com')
  const done = await finishSignIn(db, answer, () => allowed.state, settings)
  expect(done).toMatchObject({ account, returnTo: '/search?q=printer' })
  expect(done.tokens.cache).toContain('ExternalItem.Read.All')

  const other = await start()
  const others = await chooseAccount(other.url, 'luisg@contoso.com')
  await expect(finishSignIn(db, others, () => other.state, settings)).rejects.toMatchObject({
    reason: 'account',
    returnTo: '/search?q=printer',
  })
})

test.each([
  ['access_denied', 'AADSTS65004: User declined', 'denied'],
  ['access_denied', 'AADSTS90094: The grant requires administrator permission.', 'admin'],
  ['consent_required', 'AADSTS65001: The user or administrator has not consented', 'admin'],
])('search that is not allowed (%s, %s) says why and leads back', async (error, said, reason) => {
  const { db, settings } = await stage()
  const account = { oid: 'o', username: 'alexw@contoso.com' }
  const { state } = await startSignIn(db, '/search?q=printer', settings, new Date(), account)
  const refused = new URLSearchParams({ state, error, error_description: said })

  await expect(finishSignIn(db, refused, () => state, settings)).rejects.toMatchObject({
    reason,
    returnTo: '/search?q=printer',
  })
})
