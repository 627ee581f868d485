import type { IncomingHttpHeaders } from 'node:http'
import { type App, findRegistration } from '../seed/apps'
import type { Tenant } from '../store/tenant'
import { missingParameter, unknownApp, wrongRedirect } from './entra-error'
import type { Tokens } from './tokens'

export type AuthorityRequest = {
  tenant: Tenant
  tokens: Tokens
  method: string
  /** The tenant as the client named it: an id, a domain, `organizations` or `common`. */
  tenantName: string
  query: URLSearchParams
  form: URLSearchParams
  headers: IncomingHttpHeaders
  baseUrl: string
  correlationId: string
  /** It came to the older authority, whose ID tokens have another shape. */
  older?: boolean
}

export const isShared = (tenantName: string) => /^(common|organizations)$/i.test(tenantName)

/** Every registration has the redirect URI of the desktop platform, for which any port will do. */
export const isDesktopRedirect = (uri: string) =>
  /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?\/?$/.test(uri)

/** An app that a browser names, without a credential: it is identified by its redirect URI. */
export type Client = { app: App; redirectUri: string }

export function appOf({ tenant }: AuthorityRequest, parameters: URLSearchParams): App {
  const clientId = parameters.get('client_id')
  if (!clientId) throw missingParameter('client_id')
  const app = findRegistration(tenant.store, clientId)
  if (!app) throw unknownApp(clientId)
  return app
}

export function clientOf(request: AuthorityRequest, parameters: URLSearchParams): Client {
  const app = appOf(request, parameters)
  const redirectUri = parameters.get('redirect_uri')
  if (!redirectUri) throw missingParameter('redirect_uri')
  if (!app.redirectUris.includes(redirectUri) && !isDesktopRedirect(redirectUri))
    throw wrongRedirect(redirectUri, app.clientId)
  return { app, redirectUri }
}

/** Whether the name means this tenant. */
export function names(tenant: Tenant, tenantName: string) {
  const name = tenantName.toLowerCase()
  return isShared(name) || name === tenant.id || name === tenant.domain
}

export function cookie({ headers }: AuthorityRequest, name: string) {
  const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='))
  return pairs.find(([key]) => key === name)?.[1]
}
