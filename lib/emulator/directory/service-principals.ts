import type { Json } from '../rules/members'
import { type App, listApps } from '../seed/apps'
import type { Tenant } from '../store/tenant'
import { permissionIds } from './permission-ids'

const graphAppId = '00000003-0000-0000-c000-000000000000'
export const graphId = '0a6f1c5e-9d2b-4c38-8f61-51b7e3d90b99'
const graphOwner = 'f8cdef31-a31e-4b4a-93e4-5f571e91255a'

export const servicePrincipalShape = {
  context: 'servicePrincipals',
  directory: true,
  members: [
    'id',
    'accountEnabled',
    'appDisplayName',
    'appId',
    'appOwnerOrganizationId',
    'appRoleAssignmentRequired',
    'appRoles',
    'displayName',
    'oauth2PermissionScopes',
    'replyUrls',
    'servicePrincipalNames',
    'servicePrincipalType',
    'signInAudience',
    'tags',
  ],
  searchable: true,
}

function principal(id: string, appId: string, displayName: string, more: Json): Json {
  return {
    id,
    accountEnabled: true,
    appDisplayName: displayName,
    appId,
    appRoleAssignmentRequired: false,
    appRoles: [],
    displayName,
    oauth2PermissionScopes: [],
    replyUrls: [],
    servicePrincipalNames: [appId],
    servicePrincipalType: 'Application',
    signInAudience: 'AzureADMyOrg',
    tags: [],
    ...more,
  }
}

/** Microsoft Graph itself, with the permissions that the local tenant knows. */
const graphPrincipal = () =>
  principal(graphId, graphAppId, 'Microsoft Graph', {
    appOwnerOrganizationId: graphOwner,
    signInAudience: 'AzureADMultipleOrgs',
    servicePrincipalNames: [graphAppId, 'https://graph.microsoft.com'],
    appRoles: Object.entries(permissionIds).flatMap(([value, { application }]) =>
      application
        ? [
            {
              id: application,
              value,
              displayName: value,
              description: value,
              isEnabled: true,
              allowedMemberTypes: ['Application'],
              origin: 'Application',
            },
          ]
        : [],
    ),
    oauth2PermissionScopes: Object.entries(permissionIds).map(([value, { delegated, adminConsent }]) => ({
      id: delegated,
      value,
      type: adminConsent ? 'Admin' : 'User',
      isEnabled: true,
      adminConsentDisplayName: value,
      adminConsentDescription: value,
      userConsentDisplayName: value,
      userConsentDescription: value,
    })),
  })

const ofApp = ({ id: tenantId }: Tenant, app: App) =>
  principal(app.objectId, app.clientId, app.name, {
    appOwnerOrganizationId: tenantId,
    replyUrls: app.redirectUris,
    servicePrincipalType: app.identity ? 'ManagedIdentity' : 'Application',
  })

export const listServicePrincipals = (tenant: Tenant): Json[] => [
  ...listApps(tenant.store).map((app) => ofApp(tenant, app)),
  graphPrincipal(),
]

/** By object id, or by the id of the application. */
export function findServicePrincipal(tenant: Tenant, key: string): Json | undefined {
  const word = key.toLowerCase()
  const found = listServicePrincipals(tenant).find(({ id, appId }) => id === word || appId === word)
  return found && { '@odata.type': '#microsoft.graph.servicePrincipal', ...found }
}

/** What an administrator has consented to for an app itself. */
export function appRoleAssignments(tenant: Tenant, principalId: string): Json[] {
  return listApps(tenant.store)
    .filter(({ objectId }) => objectId === principalId)
    .flatMap(assignmentsOf)
}

/** Who was granted a permission on a resource, which here is Graph. */
export const appRoleAssignedTo = (tenant: Tenant, resourceId: string): Json[] =>
  resourceId === graphId ? listApps(tenant.store).flatMap(assignmentsOf) : []

function assignmentsOf(app: App): Json[] {
  const { objectId: principalId } = app
  return app.permissions.flatMap((name) => {
    const appRoleId = permissionIds[name]?.application
    if (!appRoleId) return []
    return [
      {
        id: Buffer.from(`${principalId}/${appRoleId}`).toString('base64url').slice(0, 43),
        appRoleId,
        principalDisplayName: app.name,
        principalId,
        principalType: 'ServicePrincipal',
        resourceDisplayName: 'Microsoft Graph',
        resourceId: graphId,
      },
    ]
  })
}
