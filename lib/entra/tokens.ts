import { createPrivateKey, X509Certificate } from 'node:crypto'
import { ConfidentialClientApplication, type NodeAuthOptions } from '@azure/msal-node'
import { z } from 'zod'
import { createGraph, type Graph } from '../graph/client'
import { answerText } from '../platform/answer-text'
import { type AppCredentials, type AppName, env } from '../platform/env'
import { AppError } from '../platform/errors'
import { log } from '../platform/log'
import { once } from '../platform/once'
import { attemptMs } from '../platform/retry'
import { entraNetwork, mostBytes } from './network'
import { entraAway, entraProblem } from './problem'

/** Where the tenant's tokens come from and what they are for. */
export interface Directory {
  authority: string
  tenantId: string
  graphUrl: string
}

/** The OpenID configuration of the tenant, as far as the console needs it. */
const Discovery = z.looseObject({
  issuer: z.string(),
  jwks_uri: z.url(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  end_session_endpoint: z.url(),
})
export type Discovery = z.infer<typeof Discovery>

export async function discover({ authority, tenantId }: Directory): Promise<Discovery> {
  const url = `${authority}/${tenantId}/v2.0/.well-known/openid-configuration`
  const known = once('entra.discovery', () => new Map<string, Discovery>())
  const found = known.get(url)
  if (found) return found
  const response = await fetch(url, { signal: AbortSignal.timeout(attemptMs.discovery) }).catch(
    (cause: unknown) => {
      throw entraAway(authority, cause)
    },
  )
  if (response.status >= 500) throw entraAway(authority)
  if (!response.ok) {
    const message = `${authority} knows no tenant ${tenantId}. Check ENTRA_TENANT_ID and ENTRA_AUTHORITY.`
    throw new AppError('unauthenticated', message, { status: response.status })
  }
  const discovery = Discovery.parse(JSON.parse(await answerText(response, mostBytes)))
  known.set(url, discovery)
  return discovery
}

/** One MSAL application, with an empty token cache of its own. */
export async function createApp(credentials: AppCredentials, directory: Directory) {
  return new ConfidentialClientApplication({
    auth: {
      clientId: credentials.clientId,
      ...(await authorityOf(directory)),
      ...(credentials.certificatePem
        ? { clientCertificate: certificate(credentials.certificatePem) }
        : { clientSecret: credentials.clientSecret }),
    },
    system: { networkClient: entraNetwork },
  })
}

/**
 * MSAL takes https authorities only. The local tenant uses http: it gets an https name that is never
 * called, because the metadata under it holds the endpoints as they are.
 */
async function authorityOf(directory: Directory): Promise<Partial<NodeAuthOptions>> {
  const { protocol, host } = new URL(directory.authority)
  const authority = `https://${host}/${directory.tenantId}`
  if (protocol === 'https:') return { authority }
  return {
    authority,
    knownAuthorities: [host],
    authorityMetadata: JSON.stringify(await discover(directory)),
  }
}

function certificate(pem: string) {
  const key = /-----BEGIN (?:\w+ )*PRIVATE KEY-----[\s\S]+?-----END (?:\w+ )*PRIVATE KEY-----/.exec(pem)
  if (!key || !pem.includes('BEGIN CERTIFICATE')) {
    throw new Error('A certificate file must hold the certificate and its private key, both as PEM.')
  }
  return {
    thumbprintSha256: new X509Certificate(pem).fingerprint256.replaceAll(':', ''),
    privateKey: createPrivateKey(key[0]).export({ type: 'pkcs8', format: 'pem' }).toString(),
    x5c: pem,
  }
}

/** Tokens name the cloud they are for; the local tenant takes the place of the global one. */
export const graphResource = (graphUrl: string) =>
  graphUrl.startsWith('https:') ? graphUrl : 'https://graph.microsoft.com'

/** The one permission that the console has for somebody signed in (docs/graph-contract.md#search-delegated). */
export const searchScope = ({ graphUrl }: Pick<Directory, 'graphUrl'>) =>
  `${graphResource(graphUrl)}/ExternalItem.Read.All`

/** The app's own token, from MSAL's cache while it is good. `renew` asks Entra for another one. */
export function appToken(name: AppName, credentials: AppCredentials, directory: Directory) {
  let app: ConfidentialClientApplication | undefined
  // A look-up in MSAL's cache takes a millisecond, too long for each of thousands of items.
  let held: { token: string; until: number } | undefined
  const asking = new Map<boolean, Promise<string>>()

  async function ask(renew: boolean) {
    try {
      app ??= await createApp(credentials, directory)
      const scopes = [`${graphResource(directory.graphUrl)}/.default`]
      const result = await app.acquireTokenByClientCredential({ scopes, skipCache: renew })
      if (!result) throw new Error(`MSAL gave no token for ${name}.`)
      held = { token: result.accessToken, until: untilOf(result.expiresOn) }
      return result.accessToken
    } catch (error) {
      throw entraProblem(error, name, credentials.clientId)
    }
  }

  // Many calls may find the token expired at the same moment. Only one of them asks for a new one.
  return (renew = false): Promise<string> => {
    if (held && !renew && Date.now() < held.until) return Promise.resolve(held.token)
    const running = asking.get(renew) ?? ask(renew).finally(() => asking.delete(renew))
    asking.set(renew, running)
    return running
  }
}

/** MSAL renews a token five minutes before it expires, so asking MSAL once a minute is enough. */
const untilOf = (expiresOn: Date | null) =>
  Math.min(Date.now() + 60_000, (expiresOn?.getTime() ?? 0) - 5 * 60_000)

/** Graph as the configuration app: connections, schemas, profile sources. */
export const configurationGraph = (): Graph =>
  once('graph.configuration', () => appGraph('CONFIGURATION', env().configuration))

/** Graph as the ingestion app: items and user look-ups. */
export const ingestionGraph = (): Graph =>
  once('graph.ingestion', () =>
    env().ingestion === env().configuration ? configurationGraph() : appGraph('INGESTION', env().ingestion),
  )

function appGraph(name: AppName, credentials: AppCredentials): Graph {
  return createGraph({
    baseUrl: env().graphUrl,
    token: appToken(name, credentials, env()),
    onThrottle: ({ status, waitMs }) => log().warn({ app: name, status, waitMs }, 'Graph asked to wait'),
  })
}
