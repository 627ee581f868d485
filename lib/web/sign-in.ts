import { AuthError, CryptoProvider, ResponseMode } from '@azure/msal-node'
import { eq, lt } from 'drizzle-orm'
import type { Db } from '../db/open'
import { signIns } from '../db/schema'
import { entraProblem, mustSignIn } from '../entra/problem'
import { createApp, discover, searchScope } from '../entra/tokens'
import type { Env } from '../platform/env'
import { AppError } from '../platform/errors'
import { hashToken, open, randomToken, seal } from '../platform/secret-box'
import { accountOf, verifyIdToken } from './id-token'
import { returnPath } from './return-to'
import type { Account, Tokens } from './session'
import { SignInError } from './sign-in-error'

/**
 * MSAL adds `profile`, and `offline_access` for the later checks of the roles. Graph is asked for only when somebody
 * allows the console to search as them.
 */
const scopes = ['openid']
const scopesFor = (searcherOid: string | null | undefined, settings: Env) =>
  searcherOid ? [...scopes, searchScope(settings)] : scopes
export const signInMinutes = 10

const redirectUri = (settings: Env) => `${settings.publicUrl}/auth/callback`
const purpose = (id: string) => `sign-in:${id}`

/** Starts a sign-in: where to send the browser, and the state its cookie must bring back. */
export async function startSignIn(
  db: Db,
  returnTo: string | null,
  settings: Env,
  now = new Date(),
  searcher?: Pick<Account, 'oid' | 'username'>,
) {
  const state = randomToken()
  const nonce = randomToken()
  const id = hashToken(state)
  const { verifier, challenge } = await new CryptoProvider().generatePkceCodes()
  const url = await (await signInApp(settings)).getAuthCodeUrl({
    scopes: scopesFor(searcher?.oid, settings),
    redirectUri: redirectUri(settings),
    responseMode: ResponseMode.QUERY,
    state,
    nonce,
    codeChallenge: challenge,
    codeChallengeMethod: 'S256',
    ...(searcher ? { loginHint: searcher.username } : { prompt: 'select_account' }),
  })
  await db.delete(signIns).where(lt(signIns.createdAt, expiredAt(now)))
  await db.insert(signIns).values({
    id,
    nonce,
    verifier: seal(verifier, purpose(id), settings.secretKey),
    returnTo: returnPath(returnTo, settings.origin),
    searcherOid: searcher?.oid,
    createdAt: now,
  })
  return { url, id, state }
}

export interface SignedIn {
  account: Account
  tokens: Tokens
  returnTo: string
}

/**
 * Ends a sign-in with what Entra sent the browser back with. `cookie` gives the state that this browser
 * started with, so that nobody can make another one finish their sign-in. A state is good once.
 */
export async function finishSignIn(
  db: Db,
  answer: URLSearchParams,
  cookie: (id: string) => string | undefined,
  settings: Env,
  now = new Date(),
): Promise<SignedIn> {
  const state = answer.get('state') ?? ''
  const id = hashToken(state)
  if (!state || cookie(id) !== state) throw new SignInError('state')
  const [started] = await db.delete(signIns).where(eq(signIns.id, id)).returning()
  if (!started || started.createdAt < expiredAt(now)) throw new SignInError('expired')
  const { searcherOid } = started
  // Somebody who is signed in stays so, whatever Entra answers.
  const back = searcherOid ? started.returnTo : undefined
  const error = answer.get('error')
  if (error) {
    const said = answer.get('error_description')
    throw new SignInError(refusalOf(error, said), said, back)
  }
  const code = answer.get('code')
  if (!code) throw new SignInError('state')
  const verifier = open(started.verifier, purpose(id), settings.secretKey)
  const asked = scopesFor(searcherOid, settings)
  const { idToken, tokens } = await redeem(code, verifier, started.nonce, asked, settings)
  const claims = await verifyIdToken(idToken, settings)
  if (claims.nonce !== started.nonce) throw new SignInError('state')
  if (searcherOid && claims.oid !== searcherOid) throw new SignInError('account', undefined, back)
  return { account: accountOf(claims, settings), tokens, returnTo: started.returnTo }
}

/** AADSTS65001, 90093 and 90094 say that this account cannot consent itself. */
function refusalOf(error: string, said: string | null) {
  if (/AADSTS(65001|9009[34])\b/.test(said ?? '')) return 'admin'
  return error === 'access_denied' ? 'denied' : 'refused'
}

async function redeem(code: string, codeVerifier: string, nonce: string, scopes: string[], settings: Env) {
  const app = await signInApp(settings)
  try {
    const request = { code, codeVerifier, nonce, scopes, redirectUri: redirectUri(settings) }
    const { idToken, account } = await app.acquireTokenByCode(request)
    if (!account) throw new Error('MSAL returned no account.')
    const tokens = { homeAccountId: account.homeAccountId, cache: app.getTokenCache().serialize() }
    return { idToken, tokens }
  } catch (error) {
    if (mustSignIn(error))
      throw new SignInError('refused', error instanceof Error ? error.message : undefined)
    throw ofSignIn(error, settings)
  }
}

/** Asks Entra again who the account is. Throws `unauthenticated` when Entra no longer vouches for it. */
export async function renewSignIn(tokens: Tokens, settings: Env): Promise<Omit<SignedIn, 'returnTo'>> {
  const app = await signInApp(settings)
  try {
    app.getTokenCache().deserialize(tokens.cache)
    const account = await app.getTokenCache().getAccountByHomeId(tokens.homeAccountId)
    if (!account) throw new AppError('unauthenticated', 'The session holds no account.')
    const { idToken } = await app.acquireTokenSilent({ account, scopes, forceRefresh: true })
    const claims = await verifyIdToken(idToken, settings)
    const cache = app.getTokenCache().serialize()
    return { account: accountOf(claims, settings), tokens: { ...tokens, cache } }
  } catch (error) {
    if (mustSignIn(error))
      throw new AppError('unauthenticated', 'Entra asks for a new sign-in.', { cause: error })
    throw ofSignIn(error, settings)
  }
}

/** Where signing out at Entra happens; it comes back to the sign-in page. */
export async function signOutUrl(settings: Env): Promise<string> {
  const url = new URL((await discover(settings)).end_session_endpoint)
  url.searchParams.set('post_logout_redirect_uri', `${settings.publicUrl}/sign-in`)
  return url.href
}

const signInApp = (settings: Env) => createApp(settings.signIn, settings)

const ofSignIn = (error: unknown, settings: Env) =>
  error instanceof AuthError ? entraProblem(error, 'SIGNIN', settings.signIn.clientId) : error

const expiredAt = (now: Date) => new Date(now.getTime() - signInMinutes * 60_000)
