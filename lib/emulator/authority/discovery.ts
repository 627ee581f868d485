import { cloudOfLogin } from '../kernel/clouds'
import type { Answer } from '../kernel/http'
import { type AuthorityRequest, isShared } from './request'

/** The OpenID document of a tenant. The shared names have a template for issuer, as Entra's have. */
export function discovery({ tenant, tenantName, baseUrl }: AuthorityRequest): Answer {
  const shared = isShared(tenantName)
  const cloud = cloudOfLogin(baseUrl)
  const root = `${baseUrl}/${shared ? tenantName.toLowerCase() : tenant.id}`
  const body = {
    token_endpoint: `${root}/oauth2/v2.0/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    jwks_uri: `${root}/discovery/v2.0/keys`,
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    issuer: shared ? `${baseUrl}/{tenantid}/v2.0` : `${baseUrl}/${tenant.id}/v2.0`,
    request_uri_parameter_supported: false,
    authorization_endpoint: `${root}/oauth2/v2.0/authorize`,
    device_authorization_endpoint: `${root}/oauth2/v2.0/devicecode`,
    userinfo_endpoint: `${baseUrl}/oidc/userinfo`,
    http_logout_supported: true,
    frontchannel_logout_supported: true,
    end_session_endpoint: `${root}/oauth2/v2.0/logout`,
    claims_supported: 'sub iss aud exp iat nbf nonce preferred_username name oid tid ver roles wids'.split(
      ' ',
    ),
    code_challenge_methods_supported: ['plain', 'S256'],
    tenant_region_scope: shared ? null : cloud.region,
    cloud_instance_name: cloud.instance,
    cloud_graph_host_name: 'graph.windows.net',
    msgraph_host: cloud.graph,
  }
  return { status: 200, body, headers: { 'cache-control': 'max-age=86400, private' } }
}

/** The same in the shape of the older authority. */
export function discoveryOlder(request: AuthorityRequest): Answer {
  const answer = discovery(request)
  const body = answer.body as Record<string, unknown>
  const older = Object.entries(body).map(([name, value]) => [
    name,
    typeof value === 'string' ? value.replace(/\/(oauth2|discovery)\/v2\.0\//, '/$1/') : value,
  ])
  const issuer = `https://sts.windows.net/${isShared(request.tenantName) ? '{tenantid}' : request.tenant.id}/`
  return { ...answer, body: { ...Object.fromEntries(older), issuer } }
}

export const keys = ({ tokens }: AuthorityRequest): Answer => ({ status: 200, body: tokens.jwks() })
