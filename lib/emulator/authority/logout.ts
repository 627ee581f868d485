import type { Answer } from '../kernel/http'
import { listApps } from '../seed/apps'
import { sessionCookie } from './authorize'
import { forgetGrant } from './grants'
import { signedOutPage } from './page'
import { type AuthorityRequest, cookie } from './request'

/** Ends the session here, and returns to the app when it is one that signs people in from that address. */
export function logout(request: AuthorityRequest): Answer {
  const secret = cookie(request, sessionCookie)
  if (secret) forgetGrant(request.tenant.store, secret)
  const setCookie = `${sessionCookie}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0`
  const back = request.query.get('post_logout_redirect_uri') ?? request.form.get('post_logout_redirect_uri')
  if (!back || !isRegisteredOrigin(request, back)) {
    const page = signedOutPage()
    return { ...page, headers: { ...page.headers, 'set-cookie': setCookie } }
  }
  const target = new URL(back)
  const state = request.query.get('state')
  if (state !== null) target.searchParams.set('state', state)
  return { status: 302, headers: { location: String(target), 'set-cookie': setCookie } }
}

function isRegisteredOrigin({ tenant }: AuthorityRequest, address: string) {
  if (!URL.canParse(address)) return false
  const { origin } = new URL(address)
  const registered = listApps(tenant.store).flatMap(({ redirectUris }) => redirectUris)
  return registered.some((uri) => new URL(uri).origin === origin)
}
