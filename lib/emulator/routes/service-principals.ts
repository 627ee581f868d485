import { grantShape, permissionGrants } from '../directory/permission-grants'
import {
  appRoleAssignedTo,
  appRoleAssignments,
  findServicePrincipal,
  listServicePrincipals,
  servicePrincipalShape,
} from '../directory/service-principals'
import type { Ctx, Routes } from '../kernel/http'
import { collection, entity } from './odata'
import { resourceNotFound } from './users'

const path = '/servicePrincipals'
const grants = '/oauth2PermissionGrants'
const assignmentShape = {
  context: 'appRoleAssignments',
  members: [
    'id',
    'appRoleId',
    'principalDisplayName',
    'principalId',
    'principalType',
    'resourceDisplayName',
    'resourceId',
  ],
}

function principalOf(ctx: Ctx) {
  const found = findServicePrincipal(ctx.tenant, ctx.param('principalId'))
  if (!found) throw resourceNotFound(ctx.param('principalId'))
  const { '@odata.type': _, ...principal } = found
  return principal
}

export const servicePrincipalRoutes: Routes = {
  [`GET ${path}`]: (ctx) => collection(ctx, path, servicePrincipalShape, listServicePrincipals(ctx.tenant)),

  [`GET ${path}/:principalId`]: (ctx) => entity(ctx, servicePrincipalShape, principalOf(ctx)),

  [`GET ${path}/:principalId/appRoleAssignedTo`]: (ctx) => {
    const id = String(principalOf(ctx).id)
    return collection(
      ctx,
      `${path}/${id}/appRoleAssignedTo`,
      assignmentShape,
      appRoleAssignedTo(ctx.tenant, id),
    )
  },

  [`GET ${path}/:principalId/oauth2PermissionGrants`]: (ctx) => {
    const id = String(principalOf(ctx).id)
    return collection(
      ctx,
      `${path}/${id}/oauth2PermissionGrants`,
      grantShape,
      permissionGrants(ctx.tenant, id),
    )
  },

  [`GET ${grants}`]: (ctx) => collection(ctx, grants, grantShape, permissionGrants(ctx.tenant)),

  [`GET ${grants}/:grantId`]: (ctx) => {
    const found = permissionGrants(ctx.tenant).find(({ id }) => id === ctx.param('grantId'))
    if (!found) throw resourceNotFound(ctx.param('grantId'))
    return entity(ctx, grantShape, found)
  },

  [`GET ${path}/:principalId/appRoleAssignments`]: (ctx) => {
    const id = String(principalOf(ctx).id)
    return collection(
      ctx,
      `${path}/${id}/appRoleAssignments`,
      assignmentShape,
      appRoleAssignments(ctx.tenant, id),
    )
  },
}
