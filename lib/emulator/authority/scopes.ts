import { delegatedPermissions } from '../directory/permissions'
import { audienceOf, clouds } from '../kernel/clouds'
import type { App } from '../seed/apps'
import { appScope, missingParameter, unknownResource, unknownScope } from './entra-error'

const openId = new Set(['openid', 'profile', 'email', 'offline_access'])
const graphNames = new Set<string>([
  ...clouds.map(({ graph }) => `https://${graph}`),
  '00000003-0000-0000-c000-000000000000',
])
const byLowerCase = new Map(delegatedPermissions.map((name) => [name.toLowerCase(), name]))

// Graph and the authority may be called under two addresses of this machine.
const isLoopback = (name: string) => /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(name)

/** Whether a resource is Graph, under any of its names. */
export function isGraph(resource: string, baseUrl: string) {
  const name = resource.replace(/\/+$/, '').toLowerCase()
  return graphNames.has(name) || name === baseUrl.toLowerCase() || isLoopback(name)
}

function checkResource(resource: string, baseUrl: string) {
  if (!isGraph(resource, baseUrl)) throw unknownResource(resource)
}

const split = (scope: string) => {
  const at = scope.lastIndexOf('/')
  return { resource: at < 0 ? undefined : scope.slice(0, at), name: scope.slice(at + 1) }
}

/** What a client-credentials request may ask for: `{graph}/.default` and nothing else. */
export function checkAppScope(scope: string | null, baseUrl: string) {
  if (!scope) throw missingParameter('scope')
  const { resource, name } = split(scope.trim())
  if (!resource || name !== '.default') throw appScope(scope)
  checkResource(resource, baseUrl)
}

/** The scopes of a delegated request by their plain names. `.default` is what the app has consent for. */
export function delegatedScopes(scope: string | null, app: App, baseUrl: string) {
  if (!scope?.trim()) throw missingParameter('scope')
  const scopes = scope
    .trim()
    .split(/\s+/)
    .flatMap((one) => {
      if (openId.has(one.toLowerCase())) return [one.toLowerCase()]
      const { resource, name } = split(one)
      if (resource !== undefined) checkResource(resource, baseUrl)
      if (name === '.default') return defaultScopes(app)
      const known = byLowerCase.get(name.toLowerCase())
      if (!known) throw unknownScope(one)
      return [known]
    })
  return [...new Set(scopes)]
}

// The permissions that the registration requests count only until there is a consent.
const defaultScopes = ({ delegatedPermissions, requested }: App) =>
  delegatedPermissions.length > 0 ? delegatedPermissions : (requested?.delegated ?? [])

/** The audience of a token for these scopes: the Graph that they name, or that of the authority's cloud. */
export function audienceOfScopes(scope: string | null, baseUrl: string) {
  const resources = (scope ?? '').split(/\s+/).map((one) => split(one).resource)
  return audienceOf(
    resources.find((one) => one !== undefined),
    baseUrl,
  )
}

export const graphScopes = (scopes: string[]) => scopes.filter((scope) => !openId.has(scope))
