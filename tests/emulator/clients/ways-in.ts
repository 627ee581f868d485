import { readFileSync } from 'node:fs'
import { ClientCertificateCredential, ClientSecretCredential, DeviceCodeCredential } from '@azure/identity'
import { ConfidentialClientApplication, PublicClientApplication } from '@azure/msal-node'
import { Client } from '@microsoft/microsoft-graph-client'
import { TokenCredentialAuthenticationProvider } from '@microsoft/microsoft-graph-client/authProviders/azureTokenCredentials/index.js'
import { enterCode, signIn } from './person'

// Where no name can be pointed at the emulator: its own address, and no question to Microsoft about it.
const {
  TENANT_ID = '',
  CLIENT_ID = '',
  CLIENT_SECRET = '',
  CERTIFICATE_FILE = '',
  THUMBPRINT = '',
} = process.env
const { AUTHORITY = '', GRAPH = '' } = process.env
const account = 'alland@contoso.com'
const appScope = 'https://graph.microsoft.com/.default'
const userScope = 'https://graph.microsoft.com/User.Read'

const here = { authorityHost: AUTHORITY, disableInstanceDiscovery: true }
const prompt = ({ verificationUri, userCode }: { verificationUri: string; userCode: string }) =>
  void enterCode(verificationUri, userCode, account)

const auth = {
  clientId: CLIENT_ID,
  authority: `${AUTHORITY}/${TENANT_ID}`,
  knownAuthorities: [new URL(AUTHORITY).host],
}
const withSecret = new ConfidentialClientApplication({ auth: { ...auth, clientSecret: CLIENT_SECRET } })
const privateKey = readFileSync(CERTIFICATE_FILE, 'utf8')
const withCertificate = new ConfidentialClientApplication({
  auth: { ...auth, clientCertificate: { thumbprintSha256: THUMBPRINT, privateKey } },
})
const desktop = new PublicClientApplication({ auth: { ...auth, authority: `${AUTHORITY}/organizations` } })

const ways: Record<string, () => Promise<string | undefined>> = {
  'identity, secret': async () =>
    (await new ClientSecretCredential(TENANT_ID, CLIENT_ID, CLIENT_SECRET, here).getToken(appScope)).token,
  'identity, certificate': async () =>
    (await new ClientCertificateCredential(TENANT_ID, CLIENT_ID, CERTIFICATE_FILE, here).getToken(appScope))
      .token,
  'identity, device code': async () => {
    const options = { ...here, tenantId: TENANT_ID, clientId: CLIENT_ID, userPromptCallback: prompt }
    return (await new DeviceCodeCredential(options).getToken(userScope)).token
  },
  'msal, secret': async () =>
    (await withSecret.acquireTokenByClientCredential({ scopes: [appScope] }))?.accessToken,
  'msal, certificate': async () =>
    (await withCertificate.acquireTokenByClientCredential({ scopes: [appScope] }))?.accessToken,
  'msal, device code': async () => {
    const request = { scopes: [userScope], deviceCodeCallback: prompt }
    return (await desktop.acquireTokenByDeviceCode(request))?.accessToken
  },
  'msal, browser, then silently': async () => {
    const openBrowser = async (url: string) => void signIn(url, account)
    const first = await desktop.acquireTokenInteractive({ scopes: [userScope], openBrowser })
    if (!first.account) return undefined
    const request = { scopes: [userScope], account: first.account, forceRefresh: true }
    return (await desktop.acquireTokenSilent(request)).accessToken
  },
}

const entries = Object.entries(ways).map(async ([name, way]) => [name, await way()] as const)
const tokens = Object.fromEntries(await Promise.all(entries))

const credential = new ClientSecretCredential(TENANT_ID, CLIENT_ID, CLIENT_SECRET, here)
const graph = Client.initWithMiddleware({
  baseUrl: `${GRAPH}/`,
  customHosts: new Set([new URL(GRAPH).hostname]),
  authProvider: new TokenCredentialAuthenticationProvider(credential, { scopes: [appScope] }),
})
const connections = await graph.api('/external/connections').get()
process.stdout.write(JSON.stringify({ tokens, context: connections['@odata.context'] }))
