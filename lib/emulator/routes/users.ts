import { GraphError } from '../errors'
import type { Ctx, Routes } from '../http'
import { collection, contextOf, entity } from './odata'
import { findUser, listUsers, type UserBody } from './user-store'

const byDefault = [
  'businessPhones',
  'displayName',
  'givenName',
  'jobTitle',
  'mail',
  'mobilePhone',
  'officeLocation',
  'preferredLanguage',
  'surname',
  'userPrincipalName',
  'id',
]
const shape = {
  context: 'users',
  members: [...byDefault, 'accountEnabled', 'companyName', 'country', 'department', 'userType'],
  byDefault,
}

function userAnswer(user: UserBody) {
  const [givenName = null, ...rest] = String(user.displayName ?? '').split(' ')
  return {
    businessPhones: [],
    givenName,
    jobTitle: null,
    mobilePhone: null,
    officeLocation: null,
    preferredLanguage: null,
    surname: rest.join(' ') || null,
    companyName: null,
    country: null,
    department: null,
    ...user,
  }
}

const notFound = (key: string) =>
  new GraphError(
    404,
    'Request_ResourceNotFound',
    `Resource '${key}' does not exist or one of its queried reference-property objects are not present.`,
  )

function answerUser(ctx: Ctx, key: string) {
  const user = findUser(ctx.tenant, key)
  if (!user) throw notFound(key)
  return entity(ctx, shape, userAnswer(user))
}

export const userRoutes: Routes = {
  'GET /users': (ctx) => collection(ctx, '/users', shape, listUsers(ctx.tenant).map(userAnswer)),

  'GET /users/:userId': (ctx) => answerUser(ctx, ctx.param('userId')),

  'GET /me': (ctx) => answerUser(ctx, ctx.caller.userId ?? ''),

  'GET /organization': (ctx) => {
    const { id, name, domain } = ctx.tenant
    const verifiedDomains = [{ name: domain, type: 'Managed', isDefault: true, isInitial: true }]
    const organization = { id, displayName: name, tenantType: 'AAD', verifiedDomains }
    return { status: 200, body: { '@odata.context': contextOf(ctx, 'organization'), value: [organization] } }
  },
}
