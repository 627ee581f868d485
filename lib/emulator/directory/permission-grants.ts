import { createHash } from 'node:crypto'
import type { Json } from '../rules/members'
import { type App, listApps } from '../seed/apps'
import type { Tenant } from '../store/tenant'
import { graphId } from './service-principals'

export const grantShape = {
  context: 'oauth2PermissionGrants',
  members: ['id', 'clientId', 'consentType', 'principalId', 'resourceId', 'scope'],
}

type Consent = { clientId: string; userId: string; scopes: string }

/** What apps may do for people: one entry for everybody, and one for each who consented for themselves. */
export function permissionGrants({ store }: Tenant, ofObject?: string): Json[] {
  const own = store.all<Consent>(
    "select clientId, userId, group_concat(scope, ' ') as scopes from consents group by clientId, userId",
  )
  return listApps(store)
    .filter(({ objectId }) => ofObject === undefined || objectId === ofObject)
    .flatMap((app) => [
      ...(app.delegatedPermissions.length > 0 ? [grant(app, app.delegatedPermissions.join(' '))] : []),
      ...own
        .filter(({ clientId }) => clientId === app.clientId)
        .map(({ userId, scopes }) => grant(app, scopes, userId)),
    ])
}

function grant({ objectId }: App, scope: string, principalId: string | null = null): Json {
  const id = createHash('sha256').update(`${objectId} ${principalId}`).digest('base64url')
  const consentType = principalId === null ? 'AllPrincipals' : 'Principal'
  return { id, clientId: objectId, consentType, principalId, resourceId: graphId, scope }
}
