import { authorityFits, cloudOf, isLoopback } from '../model/cloud'

interface Addresses {
  PUBLIC_URL: string
  GRAPH_URL: string
  ENTRA_AUTHORITY: string
  SECRET_KEY: string
}

/** What of a configuration cannot be right although each value has the right form, as sentences. */
export function contradictions(vars: Addresses): string[] {
  const addresses = (['PUBLIC_URL', 'GRAPH_URL', 'ENTRA_AUTHORITY'] as const).map((name) => ({
    name,
    url: vars[name],
  }))
  const plain = addresses
    .filter(({ url }) => url.startsWith('http:') && !isLoopback(url))
    .map(({ name, url }) => `${name}: ${url} has to begin with https:; http is for this machine alone`)
  const local = addresses.filter(({ name, url }) => name !== 'PUBLIC_URL' && isLoopback(url))
  const exposed =
    local.length > 0 && !isLoopback(vars.PUBLIC_URL)
      ? [
          `PUBLIC_URL: ${vars.PUBLIC_URL} would open the local tenant (${local[0]?.name}) to others, and it signs anybody in; use an address of this machine such as http://127.0.0.1:3000`,
        ]
      : []
  const clouds = authorityFits(vars.GRAPH_URL, vars.ENTRA_AUTHORITY)
    ? []
    : [
        `ENTRA_AUTHORITY: ${vars.ENTRA_AUTHORITY} is not of the cloud of GRAPH_URL (${cloudOf(vars.GRAPH_URL).name}); set both to the same cloud`,
      ]
  return [...plain, ...exposed, ...clouds, ...weak(vars.SECRET_KEY)]
}

/** Random bytes have about 30 different values among 32; a key that was typed or repeated has few. */
function weak(key: string): string[] {
  const bytes = Buffer.from(key, 'base64')
  const half = bytes.length / 2
  const repeats = bytes.subarray(0, half).equals(bytes.subarray(half))
  if (new Set(bytes).size >= 16 && !repeats) return []
  return ['SECRET_KEY: is not random; make one with: openssl rand -base64 32']
}
