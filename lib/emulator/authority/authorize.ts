import type { Answer } from '../kernel/http'
import { findUser, findUserById, listAccounts } from '../seed/accounts'
import { askConsent } from './ask-consent'
import {
  badChallenge,
  disabledAccount,
  EntraError,
  missingParameter,
  signInNeeded,
  unknownAccount,
  unsupportedResponse,
} from './entra-error'
import { findGrant, issueGrant } from './grants'
import { errorPage, formPost, signInPage } from './page'
import { type AuthorityRequest, type Client, clientOf, cookie } from './request'
import { audienceOfScopes, delegatedScopes } from './scopes'

export const sessionCookie = 'ESTSAUTH'
const sessionSeconds = 24 * 3600

/**
 * GET shows the sample accounts, or continues at once for a user who is signed in; POST sends the choice.
 * What the client got wrong about itself is shown here, since its redirect URI cannot be trusted.
 */
export function authorize(request: AuthorityRequest): Answer {
  const parameters = request.query
  let client: Client
  try {
    client = clientOf(request, parameters)
  } catch (error) {
    if (!(error instanceof EntraError)) throw error
    return errorPage(error, request.correlationId)
  }
  try {
    return proceed(request, parameters, client)
  } catch (error) {
    if (!(error instanceof EntraError)) throw error
    const { description } = error.describe(request.correlationId)
    return respond(client, parameters, { error: error.error, error_description: description })
  }
}

function proceed(request: AuthorityRequest, parameters: URLSearchParams, client: Client): Answer {
  const { tenant, form, baseUrl } = request
  const type = parameters.get('response_type') ?? ''
  if (!type) throw missingParameter('response_type')
  if (type !== 'code') throw unsupportedResponse(type)
  const scopes = delegatedScopes(parameters.get('scope'), client.app, baseUrl)
  const challenge = parameters.get('code_challenge') ?? undefined
  const challengeMethod = parameters.get('code_challenge_method') === 'S256' ? 'S256' : 'plain'
  if (challenge !== undefined && !/^[\w.~-]{43,128}$/.test(challenge)) throw badChallenge()

  const chosen = request.method === 'POST' ? form.get('account') : null
  const prompt = parameters.get('prompt') ?? ''
  const hint = parameters.get('login_hint') ?? ''
  const session = sessionUser(request)
  const silent = session && (!hint || hint.toLowerCase() === session.userPrincipalName)
  const user = chosen
    ? account(request, chosen)
    : prompt === '' || prompt === 'none'
      ? silent && session
      : null
  if (!user) {
    if (prompt === 'none') throw signInNeeded()
    return signInPage({ ...listAccounts(tenant.store), app: client.app, hint, search: String(parameters) })
  }
  const { userPrincipalName: name } = user
  const target = { action: `?${parameters}`, hidden: { account: name } }
  const asked = askConsent(request, { app: client.app, user, scopes, prompt, form: target })
  if (asked) return asked
  const nonce = parameters.get('nonce') ?? undefined
  const { clientId } = client.app
  const grant = {
    clientId,
    redirectUri: client.redirectUri,
    userId: user.id,
    scopes,
    audience: audienceOfScopes(parameters.get('scope'), baseUrl),
    challengeMethod,
    ...(nonce === undefined ? {} : { nonce }),
    ...(challenge === undefined ? {} : { challenge }),
  } as const
  const code = issueGrant(tenant.store, 'code', grant, tenant.settings.codeSeconds)
  const answer = respond(client, parameters, { code })
  if (user.id === session?.id) return answer
  const secret = issueGrant(tenant.store, 'session', { userId: user.id }, sessionSeconds)
  const setCookie = `${sessionCookie}=${secret}; Path=/; HttpOnly; SameSite=Lax`
  return { ...answer, headers: { ...answer.headers, 'set-cookie': setCookie } }
}

function account({ tenant }: AuthorityRequest, name: string) {
  const user = findUser(tenant.store, name)
  if (!user) throw unknownAccount(name)
  if (!user.accountEnabled) throw disabledAccount()
  return user
}

function sessionUser(request: AuthorityRequest) {
  const secret = cookie(request, sessionCookie)
  const session = secret ? findGrant(request.tenant.store, 'session', secret) : undefined
  if (!session || session.expiresAt <= Date.now()) return undefined
  return findUserById(request.tenant.store, session.body.userId)
}

function respond(
  { redirectUri }: Client,
  parameters: URLSearchParams,
  result: Record<string, string>,
): Answer {
  const state = parameters.get('state')
  const values = { ...result, ...(state === null ? {} : { state }) }
  const mode = parameters.get('response_mode')
  if (mode === 'form_post') return formPost(redirectUri, values)
  const target = new URL(redirectUri)
  if (mode === 'fragment') target.hash = String(new URLSearchParams(values))
  else for (const [name, value] of Object.entries(values)) target.searchParams.set(name, value)
  return { status: 302, headers: { location: String(target), 'cache-control': 'no-store' } }
}
