import { AuthError } from '@azure/msal-node'
import type { Env } from '../platform/env'
import { entraProblem, mustSignIn } from './problem'
import { createApp, searchScope } from './tokens'

export interface KeptTokens {
  homeAccountId: string
  /** As MSAL writes it. */
  cache: string
}

/**
 * The token that somebody signed in searches with, and the cache if it has changed. Null while they have not allowed
 * it, or Entra wants to see them again.
 */
export async function searcherToken(kept: KeptTokens, settings: Env, renew = false) {
  const app = await createApp(settings.signIn, settings)
  app.getTokenCache().deserialize(kept.cache)
  const account = await app.getTokenCache().getAccountByHomeId(kept.homeAccountId)
  if (!account) return null
  try {
    const { accessToken } = await app.acquireTokenSilent({
      account,
      scopes: [searchScope(settings)],
      forceRefresh: renew,
    })
    const changed = app.getTokenCache().hasChanged()
    return { accessToken, cache: changed ? app.getTokenCache().serialize() : null }
  } catch (error) {
    if (mustSignIn(error)) return null
    throw error instanceof AuthError ? entraProblem(error, 'SIGNIN', settings.signIn.clientId) : error
  }
}
