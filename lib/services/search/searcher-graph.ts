import { eq } from 'drizzle-orm'
import { sessions } from '../../db/schema'
import { searcherToken } from '../../entra/searcher-token'
import { createGraph, type Graph } from '../../graph/client'
import { withDeadline } from '../../graph/deadline'
import { AppError } from '../../platform/errors'
import { open, seal } from '../../platform/secret-box'
import type { Context } from '../context'

/** Somebody waits for the answer, and a search of Graph takes longer than a read. */
const searchMs = 15_000

/**
 * Graph as the person who is signed in, for search alone: items cannot be searched by an app
 * (docs/graph-contract.md#search-delegated). Null while they have not allowed it.
 */
export async function searcherGraph(context: Context): Promise<Graph | null> {
  const first = await tokenOf(context, false)
  if (first === null) return null
  const token = async (renew = false) => {
    const found = renew ? await tokenOf(context, true) : first
    if (found === null) throw new AppError('unauthenticated', 'Entra asks you to allow search again.')
    return found
  }
  return withDeadline(createGraph({ baseUrl: context.settings.graphUrl, token }), searchMs)
}

async function tokenOf({ actor, db, settings }: Context, renew: boolean): Promise<string | null> {
  const id = actor.sessionId
  if (!id) throw new AppError('unauthenticated', 'Only somebody who is signed in can search.')
  const [session] = await db.select().from(sessions).where(eq(sessions.id, id))
  if (!session) throw new AppError('unauthenticated', 'Your session has ended. Sign in again.')
  const purpose = `session:${id}`
  const cache = open(session.tokenCache, purpose, settings.secretKey)
  const found = await searcherToken({ homeAccountId: session.homeAccountId, cache }, settings, renew)
  if (found?.cache) {
    const tokenCache = seal(found.cache, purpose, settings.secretKey)
    await db.update(sessions).set({ tokenCache }).where(eq(sessions.id, id))
  }
  return found?.accessToken ?? null
}
