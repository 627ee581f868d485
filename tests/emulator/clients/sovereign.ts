import { AzureAuthorityHosts, ClientSecretCredential } from '@azure/identity'
import { AzureCloudInstance, ConfidentialClientApplication } from '@azure/msal-node'
import { Client, type GraphError } from '@microsoft/microsoft-graph-client'
import { TokenCredentialAuthenticationProvider } from '@microsoft/microsoft-graph-client/authProviders/azureTokenCredentials/index.js'

// A connector for a government or for China: only the cloud is said, as Microsoft's libraries call it.
const { TENANT_ID = '', CLIENT_ID = '', CLIENT_SECRET = '' } = process.env

async function connectorsOf(graphUrl: string, authorityHost: string) {
  const credential = new ClientSecretCredential(TENANT_ID, CLIENT_ID, CLIENT_SECRET, { authorityHost })
  const graph = Client.initWithMiddleware({
    baseUrl: `${graphUrl}/`,
    authProvider: new TokenCredentialAuthenticationProvider(credential, { scopes: [`${graphUrl}/.default`] }),
  })
  try {
    return (await graph.api('/external/connections').get())['@odata.context']
  } catch (error) {
    const { statusCode, message } = error as GraphError
    return { statusCode, message }
  }
}

const msal = new ConfidentialClientApplication({
  auth: {
    clientId: CLIENT_ID,
    clientSecret: CLIENT_SECRET,
    authority: `${AzureCloudInstance.AzureUsGovernment}/${TENANT_ID}`,
  },
})
const government = await msal.acquireTokenByClientCredential({
  scopes: ['https://graph.microsoft.us/.default'],
})

process.stdout.write(
  JSON.stringify({
    l4: await connectorsOf('https://graph.microsoft.us', AzureAuthorityHosts.AzureGovernment),
    l5: await connectorsOf('https://dod-graph.microsoft.us', AzureAuthorityHosts.AzureGovernment),
    china: await connectorsOf('https://microsoftgraph.chinacloudapi.cn', AzureAuthorityHosts.AzureChina),
    token: government?.accessToken,
  }),
)
