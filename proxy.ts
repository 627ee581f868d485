import { randomBytes } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'
import { database } from '@/lib/db/open'
import { type Env, env } from '@/lib/platform/env'
import { log } from '@/lib/platform/log'
import { sessionCookie } from '@/lib/web/cookies'
import { contentSecurityPolicy, securityHeaders } from '@/lib/web/headers'
import { requestIdHeader } from '@/lib/web/incoming'
import { requestIdOf } from '@/lib/web/request-id'
import { findSession } from '@/lib/web/session'
import { saysLarge } from '@/lib/web/small-body'

/**
 * Headers, and the size of what somebody sends who is not signed in. Who may do what is decided in the wrappers of
 * lib/web, next to the work.
 */
export async function proxy(request: NextRequest) {
  const settings = env()
  if (saysLarge(request.headers) && !(await isSignedIn(request, settings))) return tooLarge()
  const rewritten = rewrittenHost(request, settings.publicUrl)
  if (rewritten) return rewritten
  const elsewhere = otherLoopback(request, settings.publicUrl)
  if (elsewhere) return moved(elsewhere)

  const nonce = randomBytes(16).toString('base64')
  const policy = contentSecurityPolicy(nonce, settings, process.env.NODE_ENV === 'development')
  const requestId = requestIdOf(request.headers.get(requestIdHeader))

  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  headers.set('x-request-id', requestId)
  headers.set('x-path', `${request.nextUrl.pathname}${request.nextUrl.search}`)
  // Next reads the nonce for its own scripts from here.
  headers.set('content-security-policy', policy)

  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  response.headers.set('x-request-id', requestId)
  for (const [name, value] of Object.entries(securityHeaders(settings))) response.headers.set(name, value)
  return response
}

/** Nobody's body is read before it is known who they are, unless it is a small form. */
async function isSignedIn(request: NextRequest, settings: Env) {
  const token = request.cookies.get(sessionCookie(settings.secure))?.value
  if (!token) return false
  const { db } = await database()
  return (await findSession(db, token, settings, { touch: false })) !== null
}

/** Next refuses a change whose Host is not that of its Origin, without a word: here are the words, on the page and in the log. */
function rewrittenHost({ headers }: NextRequest, publicUrl: string) {
  const own = new URL(publicUrl).host
  const host = (headers.get('x-forwarded-host') ?? headers.get('host') ?? '')
    .split(',')[0]
    ?.trim()
    .slice(0, 200)
  if (!headers.has('next-action') || host === own) return null
  const text = `The console got this change for the host "${host}", but its address is ${own} (PUBLIC_URL). Open it there, or have the proxy in front of it pass on the Host header.`
  log().warn({ host, own }, 'a change was refused: the Host is not that of PUBLIC_URL')
  return new NextResponse(text, { status: 400, headers: { 'content-type': 'text/plain' } })
}

const tooLarge = () => new NextResponse('Sign in before you send this much.\n', { status: 413 })

/**
 * `localhost` and `127.0.0.1` are two sites to a browser: cookies and the origin check would fail on the
 * one that is not PUBLIC_URL, so a page asked for under the other name moves there.
 */
function otherLoopback(request: NextRequest, publicUrl: string) {
  const host = request.headers.get('host')
  if (request.method !== 'GET' || !host || !URL.canParse(`http://${host}`)) return null
  const asked = new URL(`http://${host}`)
  const own = new URL(publicUrl)
  const loopback = /^(localhost|127\.0\.0\.1|\[::1\])$/
  if (!loopback.test(asked.hostname) || !loopback.test(own.hostname)) return null
  if (asked.port !== own.port || asked.hostname === own.hostname) return null
  return new URL(`${request.nextUrl.pathname}${request.nextUrl.search}`, own)
}

/** Not a redirect: Next makes its location relative, which leads back to the name it came from. */
const moved = (url: URL) =>
  new NextResponse(`The console is at ${url.href}\n`, {
    headers: { refresh: `0; url=${url.href}`, 'content-type': 'text/plain; charset=utf-8' },
  })

export const config = {
  // Without the uploads: Next keeps up to 10 MB of a body in memory for the proxy, and cuts off the rest. Without
  // the frame of the card preview: it has a stricter policy of its own.
  matcher: ['/((?!_next/static/|card-frame$|api/connections/[^/]+/uploads$).*)'],
}
