import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose'
import { z } from 'zod'
import { rolesOf } from '../access/roles'
import { discover } from '../entra/tokens'
import { storableAll } from '../model/storable'
import type { Env } from '../platform/env'
import { once } from '../platform/once'
import type { Account } from './session'
import { SignInError } from './sign-in-error'

const Claims = z.object({
  oid: z.string().min(1).max(128),
  name: z.string().max(500).optional(),
  preferred_username: z.string().max(500).optional(),
  nonce: z.string().max(500).optional(),
  roles: z.array(z.string().max(200)).max(500).optional(),
  wids: z.array(z.string().max(200)).max(500).optional(),
})
export type Claims = z.infer<typeof Claims>

/** Checks signature, issuer, audience, lifetime and tenant, which MSAL leaves to the application. */
export async function verifyIdToken(idToken: string, settings: Env): Promise<Claims> {
  // Before the signature: each tenant has its own issuer, and the refusal should say what is wrong.
  const { tid } = decodeJwt<{ tid?: unknown }>(idToken)
  if (String(tid).toLowerCase() !== settings.tenantId) throw new SignInError('tenant')
  const { issuer, jwks_uri } = await discover(settings)
  const known = once('entra.keys', () => new Map<string, ReturnType<typeof createRemoteJWKSet>>())
  const keys = known.get(jwks_uri) ?? createRemoteJWKSet(new URL(jwks_uri))
  known.set(jwks_uri, keys)
  const { payload } = await jwtVerify(idToken, keys, {
    issuer,
    audience: settings.signIn.clientId,
    algorithms: ['RS256'],
    // A claim that is only checked when it is there is one that a forger leaves out.
    requiredClaims: ['exp', 'iat', 'iss', 'aud', 'sub', 'oid', 'tid'],
    clockTolerance: 300,
  })
  // They are stored with the session, and an account is named by people.
  return Claims.parse(storableAll(payload))
}

export function accountOf(claims: Claims, settings: Env): Account {
  const username = claims.preferred_username ?? claims.oid
  return {
    oid: claims.oid,
    username,
    name: claims.name ?? username,
    roles: rolesOf(claims, settings.roleMap),
  }
}
