export interface Cloud {
  id: 'local' | 'global' | 'usgovL4' | 'usgovL5' | 'china' | 'other'
  name: string
  /**
   * Whether profile sources, and so people connectors, are offered there
   * (docs/graph-contract.md#cloud-people).
   */
  people: boolean
}

const clouds: Record<string, Cloud> = {
  'graph.microsoft.com': { id: 'global', name: 'Microsoft 365', people: true },
  'graph.microsoft.us': { id: 'usgovL4', name: 'US Government L4 (GCC High)', people: false },
  'dod-graph.microsoft.us': { id: 'usgovL5', name: 'US Government L5 (DoD)', people: false },
  'microsoftgraph.chinacloudapi.cn': { id: 'china', name: 'China (21Vianet)', people: false },
}

const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/

/** Whether an address is of this machine alone. */
export const isLoopback = (url: string) => loopback.test(new URL(url).hostname)

const authorities: Record<string, Cloud['id'][]> = {
  'login.microsoftonline.com': ['global'],
  'login.microsoftonline.us': ['usgovL4', 'usgovL5'],
  'login.chinacloudapi.cn': ['china'],
  'login.partner.microsoftonline.cn': ['china'],
}

/** Whether Graph and Entra are of one cloud. Of hosts that are not known, only that both or none are local. */
export function authorityFits(graphUrl: string, authority: string): boolean {
  const { id } = cloudOf(graphUrl)
  if (isLoopback(authority) !== (id === 'local')) return false
  const fits = authorities[new URL(authority).hostname]
  return fits === undefined || id === 'other' || fits.includes(id)
}

export function cloudOf(graphUrl: string): Cloud {
  const { hostname, host } = new URL(graphUrl)
  if (loopback.test(hostname)) return { id: 'local', name: 'Local tenant', people: true }
  return clouds[hostname] ?? { id: 'other', name: host, people: true }
}

/** Why there are no people connectors and no profile sources here; null where there are. */
export function noPeople({ graphUrl }: { graphUrl: string }): string | null {
  const { name, people } = cloudOf(graphUrl)
  return people ? null : `Microsoft does not offer people connectors and profile sources in ${name}.`
}

/** What the shell calls the tenant, and what it says beneath. */
export function tenantLabel(settings: { graphUrl: string; tenantId: string; tenantName?: string }) {
  const { id, name: cloud } = cloudOf(settings.graphUrl)
  const local = id === 'local'
  const name = local ? cloud : (settings.tenantName ?? settings.tenantId)
  return { name, cloud: local ? (settings.tenantName ?? 'Emulated') : cloud, local }
}
