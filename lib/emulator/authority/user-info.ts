import { isGraphAudience } from '../kernel/clouds'
import type { Answer } from '../kernel/http'
import { findUserById } from '../seed/accounts'
import { pairwise } from './issue'
import type { AuthorityRequest } from './request'

/** OpenID's view of whoever signed in, for an access token of Graph with the scope `openid`. */
export function userInfo({ tenant, tokens, headers }: AuthorityRequest): Answer {
  const token = /^Bearer\s+(\S+)\s*$/i.exec(headers.authorization ?? '')?.[1]
  const claims = token === undefined ? undefined : tokens.verified(token)
  const scopes = String(claims?.scp ?? '').split(' ')
  const isGood = claims !== undefined && isGraphAudience(claims.aud) && Number(claims.exp) * 1000 > Date.now()
  const user =
    isGood && scopes.includes('openid') ? findUserById(tenant.store, String(claims.oid)) : undefined
  if (!claims || !user) return refusal
  const [givenName = '', ...rest] = user.displayName.split(' ')
  const body = {
    sub: pairwise(user, String(claims.appid)),
    name: user.displayName,
    given_name: givenName,
    family_name: rest.join(' '),
    picture: 'https://graph.microsoft.com/v1.0/me/photo/$value',
    ...(scopes.includes('email') && user.mail ? { email: user.mail } : {}),
  }
  return { status: 200, body }
}

const refusal: Answer = {
  status: 401,
  headers: { 'www-authenticate': 'Bearer error="invalid_token"' },
  body: { error: { code: 'InvalidAuthenticationToken', message: 'Access token validation failure.' } },
}
