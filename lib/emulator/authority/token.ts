import { createHash } from 'node:crypto'
import type { Answer } from '../kernel/http'
import { findUserById } from '../seed/accounts'
import { authenticateClient, findClient } from './client'
import { missingScopes } from './consent'
import { consentNeeded } from './consent-errors'
import { noCredential } from './credential-errors'
import { redeemDeviceCode } from './device-code'
import {
  EntraError,
  expiredGrant,
  invalidGrant,
  missingParameter,
  noTenant,
  otherRedirect,
  reusedCode,
  unsupportedGrant,
  wrongVerifier,
} from './entra-error'
import { type CodeGrant, findGrant, spendGrant } from './grants'
import { appToken, userTokens } from './issue'
import { type AuthorityRequest, isDesktopRedirect, isShared } from './request'
import { audienceOfScopes, checkAppScope, delegatedScopes } from './scopes'

// MSAL for Node uses the short name.
const deviceCode = ['urn:ietf:params:oauth:grant-type:device_code', 'device_code']
const noStore = { 'cache-control': 'no-store, no-cache', pragma: 'no-cache' }

/** The token endpoint. Unknown form fields are ignored, as Entra does. */
export async function token(request: AuthorityRequest): Promise<Answer> {
  try {
    return { status: 200, headers: noStore, body: await grant(request) }
  } catch (error) {
    if (!(error instanceof EntraError)) throw error
    const answer = error.toAnswer(request.correlationId)
    return { ...answer, headers: noStore }
  }
}

function grant(request: AuthorityRequest) {
  const type = request.form.get('grant_type')
  if (!type) throw missingParameter('grant_type')
  if (type === 'client_credentials') return clientCredentials(request)
  if (type === 'authorization_code') return redeemCode(request)
  if (type === 'refresh_token') return refresh(request)
  if (deviceCode.includes(type)) return redeemDeviceCode(request)
  throw unsupportedGrant(type)
}

async function clientCredentials(request: AuthorityRequest) {
  if (isShared(request.tenantName)) throw noTenant()
  const app = await authenticateClient(request)
  checkAppScope(request.form.get('scope'), request.baseUrl)
  return appToken(request, app, audienceOfScopes(request.form.get('scope'), request.baseUrl))
}

async function redeemCode(request: AuthorityRequest) {
  const { form, tenant } = request
  const { app, isProven } = await findClient(request)
  const code = form.get('code')
  if (!code) throw missingParameter('code')
  const found = findGrant(tenant.store, 'code', code)
  if (!isProven && !isForPublicClient(found?.body)) throw noCredential()
  if (found?.body.clientId !== app.clientId) throw invalidGrant()
  if (found.usedAt !== null) throw reusedCode()
  if (found.expiresAt <= Date.now()) throw expiredGrant()
  const redirectUri = form.get('redirect_uri')
  if (!redirectUri) throw missingParameter('redirect_uri')
  if (redirectUri !== found.body.redirectUri) throw otherRedirect()
  if (!provesPossession(found.body, form.get('code_verifier'))) throw wrongVerifier()
  const user = findUserById(tenant.store, found.body.userId)
  if (!user?.accountEnabled) throw invalidGrant()
  spendGrant(tenant.store, found.hash)
  const { scopes, nonce, audience } = found.body
  return userTokens(request, { app, user, scopes, nonce, audience, isPublic: !isProven })
}

// A desktop app has no secret to keep. Its verifier proves that the code is its own; older programs have none.
const isForPublicClient = (grant: CodeGrant | undefined) =>
  grant !== undefined && isDesktopRedirect(grant.redirectUri)

function provesPossession({ challenge, challengeMethod }: CodeGrant, verifier: string | null) {
  if (challenge === undefined) return true
  if (!verifier) return false
  const proof =
    challengeMethod === 'plain' ? verifier : createHash('sha256').update(verifier).digest('base64url')
  return proof === challenge
}

/** Each use gives a new refresh token; the old one stays good until it expires, as with Entra. */
async function refresh(request: AuthorityRequest) {
  const { form, tenant, baseUrl } = request
  const { app, isProven } = await findClient(request)
  const secret = form.get('refresh_token')
  if (!secret) throw missingParameter('refresh_token')
  const found = findGrant(tenant.store, 'refresh', secret)
  if (!isProven && !found?.body.isPublic) throw noCredential()
  if (found?.body.clientId !== app.clientId) throw invalidGrant()
  if (found.expiresAt <= Date.now()) throw expiredGrant()
  const user = findUserById(tenant.store, found.body.userId)
  if (!user?.accountEnabled) throw invalidGrant()
  const asked = form.get('scope')
  const scopes = asked ? delegatedScopes(asked, app, baseUrl) : found.body.scopes
  if (missingScopes(tenant.store, app, user, scopes).length > 0) throw consentNeeded(app)
  const withRefresh = [...new Set([...scopes, 'offline_access'])]
  const audience = asked ? audienceOfScopes(asked, baseUrl) : found.body.audience
  return userTokens(request, { app, user, scopes: withRefresh, audience, isPublic: !isProven })
}
