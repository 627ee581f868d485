import type { ControlParts } from '../control/control'
import { connectionState } from '../control/snapshot'
import { bodyOf } from '../routes/connection-body'
import { listProfileSources } from '../routes/profile-sources'
import { stateOf } from '../routes/schema-store'
import { listAccounts, portalRoleOf } from '../seed/accounts'
import { listApps } from '../seed/apps'
import { type ConnectionRow, listConnections } from '../store/state'
import type { Tenant } from '../store/tenant'
import { chip, facts, html, muted, table, timeOf } from './html'
import { page } from './page'

export function tenantPage({ tenant, clock }: ControlParts, baseUrl: string) {
  const connections = listConnections(tenant)
  const apps = listApps(tenant.store)
  const nameOf = (appId: string) => apps.find(({ clientId }) => clientId === appId)?.name ?? appId
  const users = listAccounts(tenant.store).sample
  const offset = Math.round(clock.offset() / 1000)
  const content = html`<h1>${tenant.name}</h1>
<p class="muted">A local tenant: Microsoft Graph’s connectors API and its authority, on this machine.</p>
${facts([
  ['Tenant', html`<code>${tenant.id}</code>`],
  ['Graph', html`<code>${baseUrl}/v1.0</code>`],
  ['Authority', html`<a href="/${tenant.id}/v2.0/.well-known/openid-configuration">OpenID configuration</a>`],
  ['Clock', html`${timeOf(tenant.now())} ${muted(offset === 0 ? 'real time' : `moved by ${offset} s`)}`],
])}
<h2>Connections</h2>
${
  connections.length === 0
    ? html`<p class="empty">No connection yet. Create one with POST ${baseUrl}/v1.0/external/connections.</p>`
    : table(
        'Connections',
        ['Id', 'Name', 'State', 'Items', 'Category', 'Owner', 'Last operation'],
        connections.map((one) => row(tenant, one, nameOf)),
      )
}
<h2>Profile sources</h2>
${table(
  'Profile sources',
  ['Source id', 'Name', 'Kind', 'Page'],
  listProfileSources(tenant).map(({ sourceId, displayName, kind, webUrl }) => [
    sourceId,
    displayName,
    kind,
    webUrl,
  ]),
)}
<h2>App registrations</h2>
${table(
  'App registrations',
  ['Name', 'Client id', 'Permissions'],
  apps.map(({ name, clientId, permissions }) => [
    name,
    html`<code>${clientId}</code>`,
    permissions.join(', ') || 'sign-in',
  ]),
)}
<h2>Sample sign-ins</h2>
${table(
  'Sample sign-ins',
  ['Account', 'Role in the portal'],
  users.map((user) => [
    user.userPrincipalName,
    user.tenantId === tenant.id ? (portalRoleOf(user) ?? muted('none')) : muted('of another tenant'),
  ]),
)}`
  return page({ title: tenant.name, section: '/', content })
}

function row(tenant: Tenant, connection: ConnectionRow, nameOf: (appId: string) => string) {
  const { id, name, itemCount, ownerAppId, goneAt } = connection
  const last = connectionState(tenant, connection).operations.at(-1)
  return [
    html`<a href="/inspector/connections/${encodeURIComponent(id)}">${id}</a>`,
    name,
    [chip(stateOf(tenant, connection)), goneAt !== null && html` ${chip('being deleted', 'bad')}`],
    itemCount,
    bodyOf(connection).contentCategory,
    nameOf(ownerAppId),
    last ? html`${chip(last.status)} ${timeOf(last.startedAt)}` : muted('none'),
  ]
}
