import { headers } from 'next/headers'
import { redirect, unstable_rethrow } from 'next/navigation'
import { cache } from 'react'
import type { z } from 'zod'
import { canSomewhere, hasAccess } from '../access/can'
import type { Permission } from '../access/permissions'
import { withDeadline } from '../graph/deadline'
import { env } from '../platform/env'
import type { Query } from '../services/command'
import type { Context, Resources } from '../services/context'
import { ask } from '../services/execute'
import { problemOf, type Result } from '../services/result'
import { actorOf, type Call, contextOf, resources } from './context'
import { currentCall } from './request'
import { returnPath } from './return-to'

/** Somebody waits for a page: all that it reads from Graph has to end within this time. */
const graphMs = 5_000

const withinPage = (has: Resources): Resources => ({
  ...has,
  configuration: withDeadline(has.configuration, graphMs),
  ingestion: withDeadline(has.ingestion, graphMs),
})

// Layout and page both call this; each request looks the session up once.
const current = cache(async () => {
  const [call, header] = await Promise.all([currentCall(), headers()])
  const { has, actor } = await lookUp(call)
  return { call, has, actor, path: returnPath(header.get('x-path'), env().origin) }
})

/** What a page throws, Next logs as it is: of a database error that would be the parameters of the query too. */
async function lookUp(call: Call) {
  try {
    const has = await resources()
    return { has: withinPage(has), actor: await actorOf(has, call, { touch: true }) }
  } catch (error) {
    unstable_rethrow(error)
    const { message, requestId } = problemOf(error, call.requestId, 'find the session')
    throw new Error(`${message} (${requestId})`)
  }
}

/** Who is signed in, whether or not the console is open to them. */
export const currentActor = async () => (await current()).actor

/**
 * What a page works with. Sends whoever is not signed in to do so, and whoever the page is not for to be told
 * why; which connections somebody may see is checked where they are read.
 */
export async function pageContext(permission?: Permission): Promise<Context> {
  const { call, has, actor, path } = await current()
  if (!actor) redirect(path === '/' ? '/sign-in' : `/sign-in?returnTo=${encodeURIComponent(path)}`)
  if (!hasAccess(actor)) redirect('/no-access')
  if (permission && !canSomewhere(actor, permission)) redirect(`/no-access?needs=${permission}`)
  return contextOf(has, actor, call)
}

/** What a page reads, or the problem to show in its place: an error boundary would only get a digest. */
export async function pageRead<S extends z.ZodType, T>(
  context: Context,
  query: Query<S, T>,
  input: z.input<S>,
): Promise<Result<T>> {
  try {
    return { ok: true, value: await ask(query, context, input) }
  } catch (error) {
    unstable_rethrow(error)
    return { ok: false, problem: problemOf(error, context.requestId, query.name) }
  }
}
