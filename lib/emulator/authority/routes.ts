import type { Answer } from '../http'
import { authorize } from './authorize'
import { discovery, keys } from './discovery'
import { unknownTenant } from './entra-error'
import { logout } from './logout'
import { errorPage } from './page'
import { type AuthorityRequest, names } from './request'
import { token } from './token'

type AuthorityHandler = { methods: string[]; handle: (request: AuthorityRequest) => Answer }

const handlers: Record<string, AuthorityHandler> = {
  'v2.0/.well-known/openid-configuration': { methods: ['GET'], handle: discovery },
  'discovery/v2.0/keys': { methods: ['GET'], handle: keys },
  'oauth2/v2.0/authorize': { methods: ['GET', 'POST'], handle: authorize },
  'oauth2/v2.0/token': { methods: ['POST'], handle: token },
  'oauth2/v2.0/logout': { methods: ['GET', 'POST'], handle: logout },
}

/** The tenant's name and what is wanted of the authority, or undefined when the path is none of its own. */
export function authorityRoute(path: string) {
  const [, tenantName = '', ...rest] = path.split('/')
  const handler = handlers[rest.join('/').toLowerCase()]
  return handler && { tenantName, ...handler }
}

export function answerAuthority(request: AuthorityRequest, { methods, handle }: AuthorityHandler): Answer {
  if (!methods.includes(request.method)) return { status: 405, headers: { allow: methods.join(', ') } }
  if (names(request.tenant, request.tenantName)) return handle(request)
  const error = unknownTenant(request.tenantName)
  return handle === authorize
    ? errorPage(error, request.correlationId)
    : error.toAnswer(request.correlationId)
}
