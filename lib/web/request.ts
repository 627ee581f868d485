import { cookies, headers } from 'next/headers'
import { env } from '../platform/env'
import type { Call } from './context'
import { sessionCookie } from './cookies'
import { requestIdHeader } from './incoming'
import { requestIdOf } from './request-id'

/** The request that Next is answering. */
export async function currentCall(): Promise<Call> {
  const [header, cookie] = await Promise.all([headers(), cookies()])
  return {
    origin: header.get('origin'),
    token: cookie.get(sessionCookie(env().secure))?.value,
    requestId: requestIdOf(header.get(requestIdHeader)),
  }
}
