import { cookies, headers } from 'next/headers'
import { hasAccess } from '../access/can'
import { grantsOf } from '../access/grants'
import { type Db, database } from '../db/open'
import { type Env, env } from '../platform/env'
import { log } from '../platform/log'
import { tryAudit, writeAudit } from '../services/audit'
import { auditRefusal } from '../services/audit/refusals'
import { cookieOptions, sessionCookie, signInCookie } from './cookies'
import { addressHeader, requestIdHeader } from './incoming'
import { TooMany, takePoint } from './limits'
import { requestIdOf } from './request-id'
import { type Account, createSession, endSession, findSession } from './session'
import { finishSignIn, signInMinutes, signOutUrl, startSignIn } from './sign-in'
import { SignInError, signInReason } from './sign-in-error'
import { smallForm } from './small-body'

/** POST: starts a sign-in and sends the browser on to Entra. */
export async function startRoute(request: Request): Promise<Response> {
  const settings = env()
  if (!ownOrigin(request, settings)) return seeOther(settings, '/sign-in?error=origin')
  return orSignInPage(request, settings, async () => {
    const form = await smallForm(request)
    if (!form) return new Response('The form is too large, or none.\n', { status: 413 })
    const { db } = await database()
    await takePoint(db, startsPerAddress(settings), addressOf(request))
    const searcher = form.get('for') === 'search' ? await signedIn(db, settings) : undefined
    const { url, id, state } = await startSignIn(db, form.get('returnTo'), settings, new Date(), searcher)
    const name = signInCookie(settings.secure, id)
    ;(await cookies()).set(name, state, cookieOptions(settings.secure, signInMinutes * 60))
    return onwards(url)
  })
}

/** GET, as the protocol has it: Entra sends the browser back here. */
export async function callbackRoute(request: Request): Promise<Response> {
  const settings = env()
  return orSignInPage(request, settings, async (requestId) => {
    const { db } = await database()
    await takePoint(db, answersPerAddress(settings), addressOf(request))
    const jar = await cookies()
    const answer = new URL(request.url).searchParams
    const signedIn = await finishSignIn(
      db,
      answer,
      (id) => take(jar, signInCookie(settings.secure, id)),
      settings,
    )
    await takePoint(db, signInsPerAccount, signedIn.account.oid)
    const { account } = signedIn
    const open = hasAccess({ ...account, grants: await grantsOf(db, account.oid) })
    await recordSignIn(db, account, open, requestId)
    // A new session on every sign-in, against session fixation.
    const name = sessionCookie(settings.secure)
    await endSession(db, jar.get(name)?.value)
    const token = await createSession(db, account, signedIn.tokens, settings, new Date(), {
      device: request.headers.get('user-agent') ?? undefined,
      address: addressOf(request),
    })
    jar.set(name, token, cookieOptions(settings.secure))
    return seeOther(settings, open ? signedIn.returnTo : '/no-access')
  })
}

/** POST: ends the session here and at Entra. */
export async function signOutRoute(request: Request): Promise<Response> {
  const settings = env()
  if (!ownOrigin(request, settings)) return seeOther(settings, '/sign-in?error=origin')
  return orSignInPage(request, settings, async (requestId) => {
    const { db } = await database()
    const session = await endSession(db, take(await cookies(), sessionCookie(settings.secure)))
    if (!session) return seeOther(settings, '/sign-in')
    await tryAudit(db, { account: session, action: 'signOut', outcome: 'done', requestId })
    return onwards(await signOutUrl(settings))
  })
}

/** Whoever is signed in in this browser. */
async function signedIn(db: Db, settings: Env) {
  const token = (await cookies()).get(sessionCookie(settings.secure))?.value
  const session = await findSession(db, token, settings, { touch: true })
  if (!session) throw new SignInError('expired')
  return session
}

function withRefusal(path: string, reason: string) {
  const url = new URL(path, 'https://console.invalid')
  url.searchParams.set('refused', reason)
  return `${url.pathname}${url.search}`
}

/** Whoever has no role here is recorded once; that they come again is counted. */
async function recordSignIn(db: Db, account: Account, open: boolean, requestId: string) {
  const entry = { account, action: 'signIn', requestId }
  const message = 'The account has no role here.'
  if (open) await writeAudit(db, { ...entry, outcome: 'done', input: { roles: account.roles } })
  else await auditRefusal(db, { ...entry, outcome: 'refused', message }, ['no role'])
}

type Jar = Awaited<ReturnType<typeof cookies>>

/** Reads a cookie and deletes it. */
function take(jar: Jar, name: string) {
  const value = jar.get(name)?.value
  if (value !== undefined) jar.set(name, '', cookieOptions(name.startsWith('__Host-'), 0))
  return value
}

/** Nobody is known yet, so the entry has the address; of one address and reason the repeated ones are counted. */
async function recordFailure(request: Request, reason: string, requestId: string) {
  const address = addressOf(request)
  const account = { oid: 'nobody', username: 'nobody' }
  try {
    const { db } = await database()
    const entry = { account, action: 'signIn', target: address, outcome: 'refused', message: reason } as const
    await auditRefusal(db, { ...entry, requestId }, [reason, address])
  } catch (error) {
    log().error({ err: error, requestId }, 'a failed sign-in could not be recorded')
  }
}

async function orSignInPage(
  request: Request,
  settings: Env,
  work: (requestId: string) => Promise<Response>,
): Promise<Response> {
  const requestId = requestIdOf((await headers()).get(requestIdHeader))
  try {
    return await work(requestId)
  } catch (error) {
    const reason = error instanceof TooMany ? 'too-many' : signInReason(error)
    await recordFailure(request, reason, requestId)
    if (error instanceof TooMany) return tooMany(error)
    log().warn({ requestId, reason, err: error }, 'a sign-in or sign-out was refused')
    const back = error instanceof SignInError ? error.returnTo : undefined
    if (back) return seeOther(settings, withRefusal(back, reason))
    return seeOther(settings, `/sign-in?error=${reason}&ref=${requestId}`)
  }
}

/** A browser names the origin of every POST; without one it is no browser of ours. */
const ownOrigin = (request: Request, settings: Env) => request.headers.get('origin') === settings.origin

const addressOf = (request: Request) => request.headers.get(addressHeader) ?? 'unknown'

const window = 10 * 60
const startsPerAddress = ({ signInsPerAddress }: Env) => ({
  name: 'start',
  points: signInsPerAddress,
  seconds: window,
})
const answersPerAddress = ({ signInsPerAddress }: Env) => ({
  name: 'answer',
  points: signInsPerAddress,
  seconds: window,
})
const signInsPerAccount = { name: 'account', points: 30, seconds: window }

const tooMany = ({ message, retryAfterSeconds }: TooMany) =>
  new Response(`${message}\n`, {
    status: 429,
    headers: {
      'retry-after': String(retryAfterSeconds),
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
    },
  })

const seeOther = (settings: Env, to: string) =>
  new Response(null, {
    status: 303,
    headers: { location: new URL(to, settings.publicUrl).href, 'cache-control': 'no-store' },
  })

/**
 * A page that navigates on to Entra. A redirect would be part of the form's answer, and `form-action` of the content
 * policy holds for all its redirects: Entra sends accounts of a federated domain on to hosts that nobody can list.
 */
const onwards = (url: string) =>
  new Response(
    `<!doctype html><title>Going on to Entra</title><a href="${escaped(url)}">Go on to Entra</a>`,
    {
      headers: {
        refresh: `0; url=${url}`,
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
      },
    },
  )

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
