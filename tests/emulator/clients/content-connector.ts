import { setTimeout as delay } from 'node:timers/promises'
import { ClientSecretCredential, DeviceCodeCredential, type TokenCredential } from '@azure/identity'
import { Client, type GraphError, ResponseType } from '@microsoft/microsoft-graph-client'
import { TokenCredentialAuthenticationProvider } from '@microsoft/microsoft-graph-client/authProviders/azureTokenCredentials/index.js'
import { enterCode } from './person'

// A connector as somebody would write it for Microsoft 365: no address, no option is about an emulator.
const { TENANT_ID = '', CLIENT_ID = '', CLIENT_SECRET = '' } = process.env
const connection = '/external/connections/helpdesk1'

const graphWith = (credential: TokenCredential, ...scopes: string[]) =>
  Client.initWithMiddleware({
    authProvider: new TokenCredentialAuthenticationProvider(credential, { scopes }),
  })

const graph = graphWith(
  new ClientSecretCredential(TENANT_ID, CLIENT_ID, CLIENT_SECRET),
  'https://graph.microsoft.com/.default',
)

await graph.api('/external/connections').post({
  id: 'helpdesk1',
  name: 'Helpdesk',
  description: 'Tickets of the helpdesk',
})

const registering: Response = await graph
  .api(`${connection}/schema`)
  .header('Prefer', 'respond-async')
  .responseType(ResponseType.RAW)
  .patch({
    baseType: 'microsoft.graph.externalItem',
    properties: [
      { name: 'title', type: 'String', isSearchable: 'true', isRetrievable: 'true', labels: ['title'] },
      { name: 'url', type: 'String', isRetrievable: 'true', labels: ['url'] },
      { name: 'tags', type: 'StringCollection', isQueryable: 'true', isRetrievable: 'true' },
    ],
  })
const location = registering.headers.get('location') ?? ''
let status = ''
while (status !== 'completed') {
  await delay(200)
  status = (await graph.api(location).get()).status
}

const put = (id: string, title: string) =>
  graph.api(`${connection}/items/${id}`).put({
    acl: [{ type: 'everyone', value: TENANT_ID, accessType: 'grant' }],
    properties: {
      title,
      url: `https://help.contoso.com/${id}`,
      'tags@odata.type': 'Collection(String)',
      tags: ['hardware'],
    },
    content: { type: 'text', value: `${title}, again and again.` },
  })
await put('T1', 'Printer jam')
await put('T2', 'Broken screen')
await graph.api(`${connection}/items/T2`).delete()

const person = new DeviceCodeCredential({
  tenantId: TENANT_ID,
  clientId: CLIENT_ID,
  userPromptCallback: ({ verificationUri, userCode }) =>
    void enterCode(verificationUri, userCode, 'adelev@contoso.com'),
})
const delegated = graphWith(person, 'https://graph.microsoft.com/ExternalItem.Read.All')
const found = await delegated.api('/search/query').post({
  requests: [
    {
      entityTypes: ['externalItem'],
      contentSources: [connection],
      query: { queryString: 'printer' },
      fields: ['title'],
    },
  ],
})

await graph.api(connection).delete()
const isGone = (error: GraphError) => error.statusCode === 404
let gone = false
while (!gone) {
  await delay(200)
  gone = await graph
    .api(connection)
    .get()
    .then(() => false, isGone)
}

const [container] = found.value[0].hitsContainers
const hits = container.hits.map((hit: { resource: { properties: object } }) => hit.resource.properties)
process.stdout.write(JSON.stringify({ location, status, hits, gone }))
