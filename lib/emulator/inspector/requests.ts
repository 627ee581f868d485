import type { ControlParts } from '../control/control'
import { parseJson } from '../kernel/exact-json'
import type { LoggedRequest } from '../kernel/request-log'
import { listApps } from '../seed/apps'
import { chip, facts, html, json, muted, table, timeOf } from './html'
import { notThere, page } from './page'

const mostShown = 200

export function requestsPage({ tenant, log }: ControlParts, query: URLSearchParams) {
  const refusedOnly = query.get('refused') === '1'
  const all = log.list().reverse()
  const found = all.filter(({ status }) => !refusedOnly || status === 0 || status >= 400)
  const names = new Map(listApps(tenant.store).map(({ clientId, name }) => [clientId, name]))
  const rows = found
    .slice(0, mostShown)
    .map((one) => [
      timeOf(one.at),
      html`<a class="path" href="/inspector/requests/${one.id}">${one.method} ${one.path}</a>`,
      statusOf(one),
      one.appId ? (names.get(one.appId) ?? one.appId) : muted('none'),
      `${one.durationMs} ms`,
      one.reason
        ? html`<span class="path text">${one.reason}</span>`
        : muted(one.status >= 400 ? 'see the answer' : ''),
    ])
  const content = html`<h1>Requests</h1>
<p class="muted">The last ${tenant.settings.requestLogSize} at most, the newest first.
${
  refusedOnly
    ? html`Refused ones only. <a href="/inspector/requests">Show all</a>`
    : html`<a href="/inspector/requests?refused=1">Refused ones only</a>`
}</p>
${
  rows.length === 0
    ? html`<p class="empty">${refusedOnly ? 'None was refused.' : 'No request yet.'}</p>`
    : table('Requests', ['Time', 'Request', 'Status', 'App', 'Took', 'Why it was refused'], rows)
}`
  return page({ title: 'Requests', section: '/inspector/requests', content })
}

export function requestPage({ log }: ControlParts, id: number) {
  const found = log.find(id)
  if (!found) return notThere('request')
  const content = html`<p class="trail"><a href="/inspector/requests">Requests</a></p>
<h1>${found.method} ${found.path}</h1>
<p>${statusOf(found)}</p>
${found.reason && html`<h2>Why it was refused</h2><p>${found.reason}</p>`}
${facts([
  ['Time', timeOf(found.at)],
  ['Took', `${found.durationMs} ms`],
  ['Request id', html`<code>${found.requestId}</code>`],
  ['App', found.appId && html`<code>${found.appId}</code>`],
  ['Calls', found.kind && (found.kind === 'app' ? 'for itself' : 'for somebody signed in')],
])}
<h2>Request body</h2>
${bodyOf(found.requestBody)}
<h2>Answer</h2>
${bodyOf(found.answerBody)}`
  return page({ title: `${found.method} ${found.path}`, section: '/inspector/requests', content })
}

const statusOf = ({ status }: LoggedRequest) =>
  status === 0 ? chip('dropped', 'bad') : chip(String(status), status >= 400 ? 'bad' : 'good')

function bodyOf(text: string | undefined) {
  if (text === undefined) return html`<p class="empty">None.</p>`
  try {
    return json(parseJson(text) as unknown)
  } catch {
    return json(text)
  }
}
