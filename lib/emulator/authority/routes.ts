import type { Answer } from '../kernel/http'
import { adminConsent, adminConsentV2 } from './admin-consent'
import { authorize } from './authorize'
import { devicePath, startDeviceCode } from './device-code'
import { devicePage } from './device-page'
import { discovery, discoveryOlder, keys } from './discovery'
import { EntraError, unknownTenant } from './entra-error'
import { instanceDiscovery } from './instance'
import { logout } from './logout'
import { appServicePath, appServiceToken, metadataPath, metadataToken } from './managed-identity'
import { authorizeOlder, startDeviceCodeOlder, tokenOlder } from './older'
import { errorPage } from './page'
import { type AuthorityRequest, names } from './request'
import { token } from './token'
import { userInfo } from './user-info'

type AuthorityHandler = { methods: string[]; handle: (request: AuthorityRequest) => Answer | Promise<Answer> }

const handlers = new Map<string, AuthorityHandler>(
  Object.entries({
    '.well-known/openid-configuration': { methods: ['GET'], handle: discoveryOlder },
    'discovery/keys': { methods: ['GET'], handle: keys },
    'oauth2/authorize': { methods: ['GET', 'POST'], handle: authorizeOlder },
    'oauth2/token': { methods: ['POST'], handle: tokenOlder },
    'oauth2/devicecode': { methods: ['POST'], handle: startDeviceCodeOlder },
    'oauth2/logout': { methods: ['GET', 'POST'], handle: logout },
    'v2.0/.well-known/openid-configuration': { methods: ['GET'], handle: discovery },
    'discovery/v2.0/keys': { methods: ['GET'], handle: keys },
    'oauth2/v2.0/authorize': { methods: ['GET', 'POST'], handle: authorize },
    'oauth2/v2.0/token': { methods: ['POST'], handle: token },
    'oauth2/v2.0/logout': { methods: ['GET', 'POST'], handle: logout },
    adminconsent: { methods: ['GET', 'POST'], handle: adminConsent },
    'v2.0/adminconsent': { methods: ['GET', 'POST'], handle: adminConsentV2 },
    'oauth2/v2.0/devicecode': { methods: ['POST'], handle: startDeviceCode },
    'oauth2/deviceauth': { methods: ['GET', 'POST'], handle: devicePage },
    'discovery/instance': { methods: ['GET'], handle: instanceDiscovery },
    'openid/userinfo': { methods: ['GET', 'POST'], handle: userInfo },
  }),
)

/** Their errors are shown on a page, not answered as JSON. */
const pages = new Set<AuthorityHandler['handle']>([authorize, authorizeOlder, adminConsent, adminConsentV2])

const tenantless = new Map<string, AuthorityHandler>(
  Object.entries({
    [devicePath]: { methods: ['GET', 'POST'], handle: devicePage },
    [metadataPath]: { methods: ['GET'], handle: metadataToken },
    [appServicePath]: { methods: ['GET'], handle: appServiceToken },
    // Entra's own discovery document sends clients to Graph's host for this one.
    '/oidc/userinfo': { methods: ['GET', 'POST'], handle: userInfo },
    '/openid/userinfo': { methods: ['GET', 'POST'], handle: userInfo },
  }),
)

/** Each route, with its method, and `:tenant` where the path begins with one. */
export function authorityRoutes() {
  const routesOf = (prefix: string, all: Map<string, AuthorityHandler>) =>
    [...all].flatMap(([path, { methods }]) => methods.map((method) => `${method} ${prefix}${path}`))
  return [...routesOf('/:tenant/', handlers), ...routesOf('', tenantless)]
}

/** The tenant's name and what is wanted of the authority, or undefined when the path is none of its own. */
export function authorityRoute(path: string) {
  const plain = path.replace(/\/+$/, '')
  const shared = tenantless.get(plain.toLowerCase())
  if (shared) return { tenantName: 'common', ...shared }
  const [, tenantName = '', ...rest] = plain.split('/')
  const handler = handlers.get(rest.join('/').toLowerCase())
  return handler && { tenantName, ...handler }
}

export async function answerAuthority(
  request: AuthorityRequest,
  { methods, handle }: AuthorityHandler,
): Promise<Answer> {
  if (!methods.includes(request.method)) return { status: 405, headers: { allow: methods.join(', ') } }
  try {
    if (!names(request.tenant, request.tenantName)) throw unknownTenant(request.tenantName)
    return await handle(request)
  } catch (error) {
    if (!(error instanceof EntraError)) throw error
    const { correlationId } = request
    return pages.has(handle) ? errorPage(error, correlationId) : error.toAnswer(correlationId)
  }
}
