import type { ControlParts } from '../control/control'
import { connectionState } from '../control/snapshot'
import { parseJson } from '../kernel/exact-json'
import { bodyOf } from '../routes/connection-body'
import { stateOf } from '../routes/schema-store'
import { type ConnectionRow, findConnection } from '../store/state'
import type { Tenant } from '../store/tenant'
import { chip, facts, html, json, muted, table, timeOf } from './html'
import { notThere, page } from './page'

const pageSize = 50

export function connectionPage({ tenant }: ControlParts, id: string, query: URLSearchParams) {
  const row = findConnection(tenant, id)
  if (!row) return notThere(`connection ${id}`)
  const state = connectionState(tenant, row)
  const { description, contentCategory } = bodyOf(row)
  const content = html`<p class="trail"><a href="/">Tenant</a></p>
<h1>${row.name} ${chip(stateOf(tenant, row))}</h1>
<p class="muted">${description ?? 'No description.'}</p>
${facts([
  ['Id', html`<code>${row.id}</code>`],
  ['Category', contentCategory],
  ['Owner', html`<code>${row.ownerAppId}</code>`],
  ['Items', row.itemCount],
  ['Created', timeOf(row.createdAt)],
  ['Gone', row.goneAt === null ? 'not deleted' : timeOf(row.goneAt)],
  ['State', row.forcedState ? `forced to ${row.forcedState}` : 'follows from what it holds'],
])}
<h2>Operations</h2>
${
  state.operations.length === 0
    ? html`<p class="empty">No schema was sent yet.</p>`
    : table(
        'Operations',
        ['Id', 'Status', 'Started', 'Error'],
        state.operations.map((one) => [
          html`<code>${one.id}</code>`,
          chip(one.status),
          timeOf(one.startedAt),
          one.status === 'failed' ? JSON.stringify(one.error) : muted('none'),
        ]),
      )
}
<h2>Schema</h2>
${schemaOf(state)}
<h2>Items</h2>
${itemsOf(tenant, row, query)}
<h2>External groups</h2>
${groupsOf(tenant, row)}
<h2>As stored</h2>
<details><summary>Connection as JSON</summary>${json(state)}</details>`
  return page({ title: row.name, section: '/', content })
}

const attributes = ['isSearchable', 'isQueryable', 'isRetrievable', 'isRefinable'] as const

function schemaOf({ schema, acceptedSchema }: ReturnType<typeof connectionState>) {
  const shown = schema ?? acceptedSchema
  if (!shown) return html`<p class="empty">None.</p>`
  const rows = shown.properties.map((property) => [
    html`<code>${property.name}</code>`,
    property.type,
    property.labels.join(', ') || muted('none'),
    attributes
      .filter((name) => property[name])
      .map((name) => name.slice(2).toLowerCase())
      .join(', ') || muted('none'),
  ])
  return html`${!schema && html`<p class="muted">Accepted, and not in force yet.</p>`}
${table('Properties', ['Property', 'Type', 'Labels', 'Attributes'], rows)}`
}

/** Starts after the id in the address (keyset), so that the last of a million items are as fast as the first. */
function itemsOf(tenant: Tenant, row: ConnectionRow, query: URLSearchParams) {
  const from = query.get('from') ?? ''
  const items = tenant.store.all<{ id: string; body: string; updatedAt: number }>(
    'select id, body, updatedAt from items where connectionKey = ? and id >= ? order by id limit ?',
    row.key,
    from,
    pageSize + 1,
  )
  const path = `/inspector/connections/${encodeURIComponent(row.id)}`
  const next = items[pageSize]?.id
  const search = html`<form method="get" action="${path}">
<label>From item id <input type="search" name="from" value="${from}"></label><button>Show</button></form>`
  if (items.length === 0)
    return html`${from && search}<p class="empty">No items${from && ' from there on'}.</p>`
  const rows = items.slice(0, pageSize).map(({ id, body, updatedAt }) => {
    const { acl, properties } = parseJson(body) as { acl?: unknown[]; properties?: object }
    const first = Object.entries(properties ?? {}).find(([name]) => !name.includes('@'))
    return [
      html`<a href="${path}/items/${encodeURIComponent(id)}">${id}</a>`,
      first ? html`${muted(`${first[0]}:`)} ${String(first[1]).slice(0, 120)}` : muted('none'),
      `${acl?.length ?? 0} entries`,
      timeOf(updatedAt),
    ]
  })
  return html`${search}${table('Items', ['Id', 'First property', 'ACL', 'Written'], rows)}
${next !== undefined && html`<p><a href="${path}?from=${encodeURIComponent(next)}">Next ${pageSize} items</a></p>`}`
}

const mostGroups = 200

function groupsOf({ store }: Tenant, { key }: ConnectionRow) {
  const groups = store.all<{ id: string; body: string }>(
    'select id, body from externalGroups where connectionKey = ? order by id limit ?',
    key,
    mostGroups,
  )
  if (groups.length === 0) return html`<p class="empty">None.</p>`
  const rows = groups.map(({ id, body }) => {
    const members = store.all<{ id: string; type: string }>(
      'select id, type from groupMembers where connectionKey = ? and groupId = ? order by id limit ?',
      key,
      id,
      mostGroups,
    )
    const { displayName } = JSON.parse(body) as { displayName?: string | null }
    return [
      html`<code>${id}</code>`,
      displayName ?? muted('none'),
      members.map((one) => html`<div>${one.type} <code>${one.id}</code></div>`),
    ]
  })
  return table('External groups', ['Id', 'Name', 'Members'], rows)
}
