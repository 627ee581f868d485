import { headers } from 'next/headers'
import { redirect, unstable_rethrow } from 'next/navigation'
import { cache } from 'react'
import { env } from '../platform/env'
import { accountOfCall, adminOf, type Call, type Context, type Needs, services } from './context'
import { currentCall } from './request'
import { problemOf } from './result'
import { returnPath } from './return-to'

// Layout and page both call this; each request looks the session up once.
const current = cache(async () => {
  const [call, header] = await Promise.all([currentCall(), headers()])
  const { has, account } = await lookUp(call)
  return { call, has, account, path: returnPath(header.get('x-path'), env().origin) }
})

/** What a page throws, Next logs as it is: of a database error that would be the parameters of the query too. */
async function lookUp(call: Call) {
  try {
    const has = await services()
    return { has, account: await accountOfCall(has, call, { touch: true }) }
  } catch (error) {
    unstable_rethrow(error)
    const { message, requestId } = problemOf(error, call.requestId, 'find the session')
    throw new Error(`${message} (${requestId})`)
  }
}

/** Who is signed in, with or without a role. */
export const currentAccount = async () => (await current()).account

/** What a page works with. Sends whoever is not signed in to do so, and whoever may not to be told why. */
export async function pageContext(needs: Needs = 'Reader'): Promise<Context> {
  const { call, has, account, path } = await current()
  if (!account) redirect(path === '/' ? '/sign-in' : `/sign-in?returnTo=${encodeURIComponent(path)}`)
  const admin = adminOf(account, needs)
  if (!admin) redirect(needs === 'Reader' ? '/no-access' : `/no-access?needs=${neededRole(needs)}`)
  const { db, graph, ingestion } = has
  return { admin, db, graph, ingestion, requestId: call.requestId }
}

const neededRole = (needs: Needs) => (typeof needs === 'string' ? needs : needs.people)
