import { escaped, htmlPage } from './authority/page'
import type { Answer } from './http'
import { listAccounts, listApps, portalRoleOf } from './seed'
import type { Tenant } from './tenant'

/** What stands at the address of the local tenant, for whoever opens it in a browser. */
export function landing(tenant: Tenant, baseUrl: string): Answer {
  const apps = listApps(tenant.store).map(
    ({ name, clientId, permissions }) =>
      `<li><p><b>${escaped(name)}</b> <code>${escaped(clientId)}</code><br><span class="muted">${escaped(permissions.join(', ') || 'sign-in')}</span></p></li>`,
  )
  const users = listAccounts(tenant.store).sample.map((user) => {
    const role = user.tenantId === tenant.id ? (portalRoleOf(user) ?? 'no role') : 'another tenant'
    return `<li>${escaped(user.userPrincipalName)} <span class="muted">${escaped(role)}</span></li>`
  })
  return htmlPage(
    `${tenant.name}, local tenant`,
    `<h1>${escaped(tenant.name)}</h1>
<p class="muted">A local tenant: Microsoft Graph’s connectors API and its authority, on this machine.</p>
<p>Tenant <code>${tenant.id}</code><br>
<a href="/${tenant.id}/v2.0/.well-known/openid-configuration">OpenID configuration</a> ·
<a href="/_emulator/state">State</a> · <a href="/_emulator/requests">Requests</a><br>
Graph <code>${escaped(baseUrl)}/v1.0</code></p>
<h2>App registrations</h2><ul>${apps.join('')}</ul>
<h2>Sample sign-ins</h2><ul>${users.join('')}</ul>`,
  )
}
