import { readFile } from 'node:fs/promises'
import {
  ClientAssertionCredential,
  ManagedIdentityCredential,
  WorkloadIdentityCredential,
} from '@azure/identity'
import { ConfidentialClientApplication, ManagedIdentityApplication } from '@azure/msal-node'

// What runs in a cluster, in a pipeline or in Azure has no secret. Which of them it is, its environment says.
const { TENANT_ID = '', CLIENT_ID = '', SHARED_ID = '', AUTHORITY = '', TOKEN_FILE = '' } = process.env
const scope = 'https://graph.microsoft.com/.default'
const here = { authorityHost: AUTHORITY, disableInstanceDiscovery: true }

const federated = () => readFile(TOKEN_FILE, 'utf8')
const machine = new ManagedIdentityCredential()
const exchange = async () => (await machine.getToken('api://AzureADTokenExchange/.default')).token
const msal = new ConfidentialClientApplication({
  auth: {
    clientId: CLIENT_ID,
    authority: `${AUTHORITY}/${TENANT_ID}`,
    knownAuthorities: [new URL(AUTHORITY).host],
    clientAssertion: federated,
  },
})

const ways: Record<string, () => Promise<string | undefined>> = {
  'identity, a workload with a token in a file': async () => {
    const options = { ...here, tenantId: TENANT_ID, clientId: CLIENT_ID, tokenFilePath: TOKEN_FILE }
    return (await new WorkloadIdentityCredential(options).getToken(scope)).token
  },
  'identity, an assertion of another issuer': async () =>
    (await new ClientAssertionCredential(TENANT_ID, CLIENT_ID, federated, here).getToken(scope)).token,
  'msal, an assertion of another issuer': async () =>
    (await msal.acquireTokenByClientCredential({ scopes: [scope] }))?.accessToken,
  'identity, the machine': async () => (await machine.getToken(scope)).token,
  'identity, a shared identity': async () =>
    (await new ManagedIdentityCredential({ clientId: SHARED_ID }).getToken(scope)).token,
  'msal, the machine': async () =>
    (await new ManagedIdentityApplication().acquireToken({ resource: 'https://graph.microsoft.com' }))
      .accessToken,
  'identity, the machine in place of a secret': async () =>
    (await new ClientAssertionCredential(TENANT_ID, CLIENT_ID, exchange, here).getToken(scope)).token,
}

const entries = Object.entries(ways).map(async ([name, way]) => [name, await way()] as const)
process.stdout.write(JSON.stringify(Object.fromEntries(await Promise.all(entries))))
