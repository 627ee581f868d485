import type { ControlParts } from '../control/control'
import { parseJson, writeJson } from '../kernel/exact-json'
import { listIgnored } from '../routes/ignored-values'
import type { ItemBody } from '../rules/item-rules'
import { findConnection } from '../store/state'
import { chip, html, json, muted, table, timeOf } from './html'
import { notThere, page } from './page'

export function itemPage({ tenant }: ControlParts, connectionId: string, id: string) {
  const row = findConnection(tenant, connectionId)
  const stored =
    row &&
    tenant.store.get<{ body: string; updatedAt: number }>(
      'select body, updatedAt from items where connectionKey = ? and id = ?',
      row.key,
      id,
    )
  if (!row || !stored) return notThere(`item ${id}`)
  const { acl = [], properties = {}, content, ...rest } = parseJson(stored.body) as ItemBody
  const ignored = listIgnored(tenant, 100_000).filter(
    (one) => one.connectionId === row.id && one.itemId === id,
  )
  const activities = tenant.store.all<{ body: string }>(
    'select body from activities where connectionKey = ? and itemId = ? order by addedAt desc limit 100',
    row.key,
    id,
  )
  const path = `/inspector/connections/${encodeURIComponent(row.id)}`
  const shown = html`<p class="trail"><a href="/">Tenant</a> / <a href="${path}">${row.name}</a></p>
<h1>${id}</h1>
<p class="muted">Written ${timeOf(stored.updatedAt)}</p>
<h2>Who may see it</h2>
${table(
  'Access control list',
  ['Access', 'Type', 'Value'],
  acl.map(({ accessType, type, value }) => [chip(accessType), type, html`<code>${value}</code>`]),
)}
<h2>Properties</h2>
${table(
  'Properties',
  ['Property', 'Value', 'Annotation'],
  Object.entries(properties)
    .filter(([name]) => !name.endsWith('@odata.type'))
    .map(([name, value]) => [
      html`<code>${name}</code>`,
      html`<span class="path text">${typeof value === 'string' ? value : writeJson(value)}</span>`,
      annotation(properties[`${name}@odata.type`]),
    ]),
)}
<h2>Content</h2>
${content ? html`<p>${chip(content.type)}</p>${json(content.value ?? '')}` : html`<p class="empty">None.</p>`}
${
  ignored.length > 0 &&
  html`<h2>Ignored by the profile service</h2><p class="muted">Graph answered 200 all the same.</p>
${table(
  'Ignored values',
  ['Property', 'Why', 'Value'],
  ignored.map(({ property, reason, value }) => [
    property,
    reason,
    html`<span class="path text">${value}</span>`,
  ]),
)}`
}
${activities.length > 0 && html`<h2>Activities</h2>${json(activities.map(({ body }) => parseJson(body) as unknown))}`}
${Object.keys(rest).length > 0 && html`<h2>Further members</h2>${json(rest)}`}`
  return page({ title: id, section: '/', content: shown })
}

const annotation = (value: unknown) =>
  typeof value === 'string' ? html`<code>${value}</code>` : muted('none')
