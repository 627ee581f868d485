import { createHash, randomUUID } from 'node:crypto'
import { directoryRoles } from '../directory/permissions'
import type { User } from '../seed/accounts'
import type { App } from '../seed/apps'
import { consentedScopes } from './consent'
import { issueGrant } from './grants'
import type { AuthorityRequest } from './request'
import { graphScopes } from './scopes'
import { base64url, type Claims, graphAudience } from './tokens'

export const pairwise = (user: User, clientId: string) =>
  createHash('sha256').update(`${user.id} ${clientId}`).digest('base64url')

function times(request: AuthorityRequest) {
  const now = Math.floor(Date.now() / 1000)
  return { iat: now, nbf: now, exp: now + request.tenant.settings.accessTokenSeconds }
}

const widsOf = ({ directoryRole }: User) => [
  ...(directoryRole ? [directoryRoles[directoryRole]] : []),
  directoryRoles.member,
]

export function appToken(request: AuthorityRequest, app: App, audience: string) {
  const claims = {
    aud: audience,
    iss: `https://sts.windows.net/${request.tenant.id}/`,
    ...times(request),
    app_displayname: app.name,
    appid: app.clientId,
    azp: app.clientId,
    appidacr: app.identity || request.form.has('client_assertion') ? '2' : '1',
    idtyp: 'app',
    oid: app.objectId,
    sub: app.objectId,
    roles: app.permissions,
    tid: request.tenant.id,
    uti: randomUUID(),
    ver: '1.0',
  }
  const seconds = request.tenant.settings.accessTokenSeconds
  return {
    token_type: 'Bearer',
    expires_in: seconds,
    ext_expires_in: seconds,
    access_token: request.tokens.sign(claims),
  }
}

type Granted = {
  app: App
  user: User
  scopes: string[]
  nonce?: string | undefined
  /** The Graph of which cloud it is for. */
  audience: string
  /** The client sent no secret, and may refresh without one. */
  isPublic: boolean
}

/** The answer to a redeemed code or refresh token, with exactly the members that MSAL expects. */
export function userTokens(
  request: AuthorityRequest,
  { app, user, scopes, nonce, audience, isPublic }: Granted,
) {
  const { tokens, tenant, form } = request
  const granted = graphScopes(scopes)
  // Graph's userinfo wants a token even when only OpenID was asked for.
  const fallback = consentedScopes(tenant.store, app, user).filter((scope) => scope === 'User.Read')
  const scp = granted.length > 0 ? granted : fallback
  const access: Claims = {
    aud: audience,
    iss: `https://sts.windows.net/${user.tenantId}/`,
    ...times(request),
    app_displayname: app.name,
    appid: app.clientId,
    azp: app.clientId,
    idtyp: 'user',
    name: user.displayName,
    oid: user.id,
    preferred_username: user.userPrincipalName,
    scp: [...scp, ...scopes.filter((scope) => ['openid', 'profile', 'email'].includes(scope))].join(' '),
    sub: pairwise(user, graphAudience),
    tid: user.tenantId,
    unique_name: user.userPrincipalName,
    upn: user.userPrincipalName,
    uti: randomUUID(),
    ver: '1.0',
    wids: widsOf(user),
  }
  const grant = { clientId: app.clientId, userId: user.id, scopes, audience, isPublic }
  const refresh = scopes.includes('offline_access')
    ? { refresh_token: issueGrant(tenant.store, 'refresh', grant, tenant.settings.refreshTokenSeconds) }
    : {}
  const id = scopes.includes('openid') ? { id_token: tokens.sign(idClaims(request, app, user, nonce)) } : {}
  const info = form.has('client_info')
    ? { client_info: base64url(JSON.stringify({ uid: user.id, utid: user.tenantId })) }
    : {}
  return {
    token_type: 'Bearer',
    scope: [...scp, ...scopes.filter((scope) => !granted.includes(scope) && scope !== 'offline_access')].join(
      ' ',
    ),
    expires_in: tenant.settings.accessTokenSeconds,
    ext_expires_in: tenant.settings.accessTokenSeconds,
    access_token: tokens.sign(access),
    ...refresh,
    ...id,
    ...info,
  }
}

function idClaims(request: AuthorityRequest, app: App, user: User, nonce: string | undefined): Claims {
  const roles = app.appRoles[user.userPrincipalName] ?? []
  return {
    aud: app.clientId,
    iss: request.older
      ? `https://sts.windows.net/${user.tenantId}/`
      : `${request.baseUrl}/${user.tenantId}/v2.0`,
    ...times(request),
    name: user.displayName,
    ...(nonce === undefined ? {} : { nonce }),
    oid: user.id,
    ...(request.older
      ? { unique_name: user.userPrincipalName, upn: user.userPrincipalName }
      : { preferred_username: user.userPrincipalName }),
    ...(roles.length > 0 ? { roles } : {}),
    sub: pairwise(user, app.clientId),
    tid: user.tenantId,
    uti: randomUUID(),
    ver: request.older ? '1.0' : '2.0',
    wids: widsOf(user),
  }
}
