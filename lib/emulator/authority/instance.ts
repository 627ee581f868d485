import type { Answer } from '../kernel/http'
import { invalidInstance, missingParameter } from './entra-error'
import type { AuthorityRequest } from './request'

const world = {
  preferred_network: 'login.microsoftonline.com',
  preferred_cache: 'login.windows.net',
  aliases: ['login.microsoftonline.com', 'login.windows.net', 'login.microsoft.com', 'sts.windows.net'],
}
const known = [
  world,
  ...[
    ['login.partner.microsoftonline.cn', 'login.chinacloudapi.cn'],
    ['login.microsoftonline.us', 'login.usgovcloudapi.net'],
  ].map((aliases) => ({ preferred_network: aliases[0], preferred_cache: aliases[0], aliases })),
]
const isKnown = (host: string) => known.some(({ aliases }) => aliases.includes(host))
const isLoopback = (name: string) => ['localhost', '127.0.0.1', '[::1]'].includes(name)

/** How clients learn whether an authority is one of Microsoft's. This one is, under whatever name it is asked. */
export function instanceDiscovery({ query, baseUrl }: AuthorityRequest): Answer {
  const endpoint = query.get('authorization_endpoint')
  if (!endpoint) throw missingParameter('authorization_endpoint')
  if (!URL.canParse(endpoint)) throw invalidInstance()
  const { origin, host, hostname, pathname } = new URL(endpoint)
  const isOwn = host === new URL(baseUrl).host || isLoopback(hostname)
  if (!isOwn && !isKnown(host)) throw invalidInstance()
  const tenantName = pathname.split('/')[1] || 'common'
  const own = { preferred_network: host, preferred_cache: host, aliases: [host] }
  const body = {
    tenant_discovery_endpoint: `${origin}/${tenantName}/v2.0/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: isKnown(host) ? known : [...known, own],
  }
  return { status: 200, body }
}
