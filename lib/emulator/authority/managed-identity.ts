import { audienceOf } from '../kernel/clouds'
import type { Answer } from '../kernel/http'
import { type App, listApps } from '../seed/apps'
import type { Tenant } from '../store/tenant'
import { exchangeAudience, ownIssuer } from './federation'
import { appToken } from './issue'
import type { AuthorityRequest } from './request'
import { isGraph } from './scopes'

/** Where a virtual machine asks for tokens, at a link-local address in Azure. */
export const metadataPath = '/metadata/identity/oauth2/token'
/** What IDENTITY_ENDPOINT names in App Service and Functions, and the secret that IDENTITY_HEADER holds there. */
export const appServicePath = '/msi/token'
export const identityHeader = 'local-tenant-identity-header'

const refuse = (error: string, description: string, status = 400): Answer => ({
  status,
  body: { error, error_description: description },
})

/** A virtual machine's. Any caller gets a token, so it refuses requests that a proxy forwards. */
export function metadataToken(request: AuthorityRequest): Answer {
  const { metadata, 'x-forwarded-for': forwarded } = request.headers
  if (String(metadata).toLowerCase() !== 'true' || forwarded !== undefined) {
    return refuse('bad_request_102', 'Required metadata header not specified')
  }
  if (!request.query.get('api-version')) {
    return refuse('invalid_request', 'The api-version is missing, for example api-version=2018-02-01.')
  }
  return identityToken(request, ({ expires_in, ...body }, identity) => ({
    ...body,
    client_id: identity.clientId,
    refresh_token: '',
    expires_in: String(expires_in),
    ext_expires_in: String(expires_in),
  }))
}

/** App Service's: only the app itself knows the header. */
export function appServiceToken(request: AuthorityRequest): Answer {
  if (request.headers['x-identity-header'] !== identityHeader) {
    return refuse('invalid_request', 'X-IDENTITY-HEADER has to be what IDENTITY_HEADER holds.', 403)
  }
  if (request.query.get('api-version') !== '2019-08-01') {
    return refuse('invalid_request', 'The api-version has to be 2019-08-01.')
  }
  return identityToken(request, ({ expires_in: _, ...body }, identity) => ({
    ...body,
    client_id: identity.clientId.toUpperCase(),
  }))
}

type Body = {
  access_token: string
  expires_in: number
  expires_on: string
  resource: string
  token_type: string
}

function identityToken(request: AuthorityRequest, shape: (body: Body, identity: App) => object): Answer {
  const { query, tenant } = request
  const resource = query.get('resource')
  if (!resource) return refuse('invalid_request', 'The resource is missing.')
  const isExchange = resource === exchangeAudience
  if (!isExchange && !isGraph(resource, request.baseUrl)) {
    return refuse('invalid_resource', `AADSTS500011: The resource principal named ${resource} was not found.`)
  }
  const identity = identityOf(tenant, query)
  if (!identity) return refuse('invalid_request', 'Identity not found')
  const { access_token, expires_in } = isExchange
    ? exchangeToken(request, identity)
    : appToken(request, identity, audienceOf(resource, request.baseUrl))
  const now = Math.floor(Date.now() / 1000)
  const times = { expires_in, expires_on: String(now + expires_in), not_before: String(now - 300) }
  return { status: 200, body: shape({ access_token, ...times, resource, token_type: 'Bearer' }, identity) }
}

/** What an identity exchanges for a token of an app that trusts it. */
function exchangeToken({ tenant, tokens }: AuthorityRequest, { clientId, objectId }: App) {
  const { accessTokenSeconds: seconds } = tenant.settings
  const now = Math.floor(Date.now() / 1000)
  const access = tokens.sign({
    aud: exchangeAudience,
    iss: ownIssuer(tenant.id),
    sub: objectId,
    oid: objectId,
    azp: clientId,
    tid: tenant.id,
    iat: now,
    nbf: now,
    exp: now + seconds,
    ver: '2.0',
  })
  return { access_token: access, expires_in: seconds }
}

/** The identity that is named, or that of the machine itself. */
function identityOf({ store }: Tenant, query: URLSearchParams) {
  const identities = listApps(store).filter(({ identity }) => identity)
  const named = (name: string) => query.get(name)?.toLowerCase()
  const clientId = named('client_id')
  const objectId = named('object_id') ?? named('principal_id')
  const resourceId = named('msi_res_id') ?? named('mi_res_id')
  if (!clientId && !objectId && !resourceId) {
    return identities.find(({ identity }) => identity?.assigned === 'system')
  }
  return identities.find(
    (one) =>
      one.identity?.assigned === 'user' &&
      (one.clientId === clientId ||
        one.objectId === objectId ||
        one.identity.resourceId.toLowerCase() === resourceId),
  )
}
