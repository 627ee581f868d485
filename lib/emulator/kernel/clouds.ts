import { segmentNotFound } from './errors'

/**
 * Microsoft's clouds, by the names that clients have built in
 * (docs/graph-contract.md). China has Graph, but no connectors.
 */
export const clouds = [
  {
    graph: 'graph.microsoft.com',
    login: 'login.microsoftonline.com',
    alias: 'login.microsoftonline.com',
    instance: 'microsoftonline.com',
    region: 'EU',
    connectors: true,
  },
  {
    graph: 'graph.microsoft.us',
    login: 'login.microsoftonline.us',
    alias: 'login.microsoftonline.us',
    instance: 'microsoftonline.us',
    region: 'USGov',
    connectors: true,
  },
  {
    graph: 'dod-graph.microsoft.us',
    login: 'login.microsoftonline.us',
    alias: 'login.microsoftonline.us',
    instance: 'microsoftonline.us',
    region: 'USGov',
    connectors: true,
  },
  {
    graph: 'microsoftgraph.chinacloudapi.cn',
    login: 'login.chinacloudapi.cn',
    // MSAL uses this one for both names.
    alias: 'login.partner.microsoftonline.cn',
    instance: 'partner.microsoftonline.cn',
    region: 'AS',
    connectors: false,
  },
] as const

const [world] = clouds
const hostOf = (baseUrl: string) => new URL(baseUrl).hostname.toLowerCase()

/** The cloud whose Graph was called; undefined for a name of this machine, which belongs to no cloud. */
export const cloudOfGraph = (baseUrl: string) => clouds.find(({ graph }) => graph === hostOf(baseUrl))

/** The cloud whose authority was called: the worldwide one under any other name. */
export const cloudOfLogin = (baseUrl: string) =>
  clouds.find(({ login, alias }) => [login, alias].some((name) => name === hostOf(baseUrl))) ?? world

/** The audience of a token for Graph, by the host name that was requested. */
export function audienceOf(resource: string | undefined, baseUrl: string) {
  const named = resource && URL.canParse(resource) ? cloudOfGraph(resource) : undefined
  return `https://${(named ?? cloudOfLogin(baseUrl)).graph}`
}

export const isGraphAudience = (audience: unknown) =>
  clouds.some(({ graph }) => audience === `https://${graph}`)

/** Where a cloud has Graph and no connectors, it has nothing of that name. */
export function demandConnectors({ path, baseUrl }: { path: string; baseUrl: string }) {
  const [, first = ''] = path.split('/')
  if (cloudOfGraph(baseUrl)?.connectors === false && /^external$/i.test(first)) throw segmentNotFound(first)
}
