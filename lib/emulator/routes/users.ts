import { userAnswer, userShape } from '../directory/answers'
import { GraphError } from '../kernel/errors'
import type { Ctx, Routes } from '../kernel/http'
import { collection, entity } from './odata'
import { findUser, listUsers } from './user-store'

/** The directory's own refusal, which differs from that of the connectors. */
export const resourceNotFound = (key: string) =>
  new GraphError(
    404,
    'Request_ResourceNotFound',
    `Resource '${key}' does not exist or one of its queried reference-property objects are not present.`,
  )

export function userOf(ctx: Ctx, key: string) {
  const user = findUser(ctx.tenant, key)
  if (!user) throw resourceNotFound(key)
  return user
}

function organization({ tenant: { id, name, domain } }: Ctx) {
  const verifiedDomains = [
    {
      capabilities: 'Email, OfficeCommunicationsOnline',
      isDefault: true,
      isInitial: true,
      name: domain,
      type: 'Managed',
    },
  ]
  return {
    id,
    displayName: name,
    countryLetterCode: 'US',
    preferredLanguage: 'en',
    tenantType: 'AAD',
    businessPhones: [],
    technicalNotificationMails: [],
    verifiedDomains,
    assignedPlans: [],
    provisionedPlans: [],
  }
}
const organizationShape = {
  context: 'organization',
  directory: true,
  members: [
    'id',
    'displayName',
    'countryLetterCode',
    'preferredLanguage',
    'tenantType',
    'businessPhones',
    'technicalNotificationMails',
    'verifiedDomains',
    'assignedPlans',
    'provisionedPlans',
  ],
}

export const userRoutes: Routes = {
  'GET /users': (ctx) => collection(ctx, '/users', userShape, listUsers(ctx.tenant).map(userAnswer)),

  'GET /users/:userId': (ctx) => entity(ctx, userShape, userAnswer(userOf(ctx, ctx.param('userId')))),

  'GET /me': (ctx) => entity(ctx, userShape, userAnswer(userOf(ctx, ctx.caller.userId ?? ''))),

  'GET /organization': (ctx) => collection(ctx, '/organization', organizationShape, [organization(ctx)]),

  'GET /organization/:organizationId': (ctx) => {
    const id = ctx.param('organizationId')
    if (id.toLowerCase() !== ctx.tenant.id) throw resourceNotFound(id)
    return entity(ctx, organizationShape, organization(ctx))
  },
}
