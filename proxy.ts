import { randomBytes } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'
import { env } from '@/lib/platform/env'
import { contentSecurityPolicy, securityHeaders } from '@/lib/web/headers'
import { requestIdOf } from '@/lib/web/request-id'

/** Headers only. Who may do what is decided in the wrappers of lib/web, next to the work. */
export function proxy(request: NextRequest) {
  const settings = env()
  const elsewhere = otherLoopback(request, settings.publicUrl)
  if (elsewhere) return moved(elsewhere)

  const nonce = randomBytes(16).toString('base64')
  const policy = contentSecurityPolicy(nonce, settings, process.env.NODE_ENV === 'development')
  const requestId = requestIdOf(request.headers.get('x-request-id'))

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
  matcher: ['/((?!_next/static|_next/image|card-frame$|api/connections/[^/]+/uploads).*)'],
}
