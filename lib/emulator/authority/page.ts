import type { Answer } from '../kernel/http'
import type { User } from '../seed/accounts'
import type { App } from '../seed/apps'
import { tenantId } from '../seed/seed'
import type { EntraError } from './entra-error'
import { styles } from './page-styles'

export const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

export function htmlPage(title: string, content: string, status = 200): Answer {
  const body = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${styles}</style>
<main>
${content}
</main>
</html>
`
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  }
  return { status, body, headers }
}

export const brand = `<p class="brand"><svg viewBox="0 0 24 24" aria-hidden="true"><path fill="currentColor" d="M3 3h8v8H3zM13 3h8v8h-8zM3 13h8v8H3z"/><circle cx="17" cy="17" r="4" fill="currentColor"/></svg>Contoso <span>local tenant</span></p>`

type SignIn = { sample: User[]; others: User[]; app: App; hint: string; search: string }

/** Every account signs in without a password: this tenant has no real users. */
export function signInPage({ sample, others, app, hint, search }: SignIn): Answer {
  const isHinted = ({ userPrincipalName }: User) => userPrincipalName === hint.toLowerCase()
  const first = [...sample, ...others].filter(isHinted)
  const offered = [...first, ...sample.filter((user) => !isHinted(user))]
  const rest = others.filter((user) => !isHinted(user))
  const more = rest.length
    ? `<details><summary>${rest.length} more people, none with a role</summary>${accounts(rest)}</details>`
    : ''
  return htmlPage(
    'Sign in',
    `${brand}
<h1>Pick an account</h1>
<p class="muted">to continue to <b>${escaped(app.name)}</b>. No password is asked.</p>
<form method="post" action="?${escaped(search)}">
${accounts(offered)}
${more}
</form>`,
  )
}

export function accounts(users: User[]) {
  return `<ul>${users.map(accountButton).join('')}</ul>`
}

function accountButton(user: User) {
  const initials = user.displayName
    .split(' ')
    .map((word) => word.charAt(0))
    .join('')
  return `<li><button name="account" value="${escaped(user.userPrincipalName)}">
<span class="face" aria-hidden="true">${escaped(initials)}</span>
<span class="who"><b>${escaped(user.displayName)}</b><span>${escaped(user.userPrincipalName)}</span></span>
${chip(user)}</button></li>`
}

function chip(user: User) {
  if (user.tenantId !== tenantId) return '<span class="chip none">Another tenant</span>'
  const role = user.directoryRole ?? user.portalRole
  return `<span class="chip${role ? '' : ' none'}">${escaped(role ?? 'No role')}</span>`
}

export function errorPage(error: EntraError, correlationId: string): Answer {
  const { description } = error.describe(correlationId)
  return htmlPage(
    'Sign-in failed',
    `${brand}
<h1>Sorry, but we’re having trouble signing you in.</h1>
<p class="error">${escaped(description)}</p>`,
    400,
  )
}

export function signedOutPage(): Answer {
  return htmlPage(
    'Signed out',
    `${brand}<h1>You signed out</h1><p class="muted">You can close this window.</p>`,
  )
}

/** `response_mode=form_post`: the answer travels in a form that the browser sends on. */
export function formPost(redirectUri: string, values: Record<string, string>): Answer {
  const fields = Object.entries(values).map(
    ([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`,
  )
  const page = htmlPage(
    'Working…',
    `<form method="post" action="${escaped(redirectUri)}">${fields.join('')}<button class="plain">Continue</button></form>
<script>document.forms[0].submit()</script>`,
  )
  const { 'content-security-policy': _, ...headers } = page.headers ?? {}
  return { ...page, headers }
}
