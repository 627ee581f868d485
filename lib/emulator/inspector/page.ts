import { randomBytes } from 'node:crypto'
import type { Answer } from '../kernel/http'
import { type Html, html, Html as Markup } from './html'
import { liveScript } from './live'
import { styles } from './styles'

const sections = [
  ['/', 'Tenant'],
  ['/inspector/profiles', 'Profiles'],
  ['/inspector/requests', 'Requests'],
  ['/inspector/faults', 'Faults'],
] as const

type Page = { title: string; section: (typeof sections)[number][0]; content: Html; status?: number }

export function page({ title, section, content, status = 200 }: Page): Answer {
  const nonce = randomBytes(16).toString('base64')
  const links = sections.map(
    ([path, name]) =>
      html`<li><a href="${path}" ${path === section && new Markup('aria-current="page"')}>${name}</a></li>`,
  )
  const body = html`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · local tenant</title>
<link rel="icon" href="data:,">
<style nonce="${nonce}">${new Markup(styles)}</style>
<header>
<p class="brand"><svg viewBox="0 0 24 24" aria-hidden="true"><path fill="currentColor" d="M3 3h8v8H3zM13 3h8v8h-8zM3 13h8v8H3z"/><circle cx="17" cy="17" r="4" fill="currentColor"/></svg>Contoso <span>local tenant</span></p>
<nav aria-label="Inspector"><ul>${links}</ul></nav>
<label id="follow" hidden><input type="checkbox" checked> Live</label>
</header>
<main>
${content}
</main>
<script nonce="${nonce}">${new Markup(liveScript)}</script>
</html>
`
  const policy = [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    `script-src 'nonce-${nonce}'`,
    "connect-src 'self'",
    'img-src data:',
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ]
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'content-security-policy': policy.join('; '),
  }
  return { status, body: body.text, headers }
}

export const notThere = (what: string) =>
  page({
    title: 'Not found',
    section: '/',
    content: html`<h1>Not found</h1><p>There is no ${what} here. It may be gone.</p><p><a href="/">Back to the tenant</a></p>`,
    status: 404,
  })
