import { readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { ConfidentialClientApplication } from '@azure/msal-node'
import { Client, type GraphError, ResponseType } from '@microsoft/microsoft-graph-client'

const { TENANT_ID = '', CLIENT_ID = '', CERTIFICATE_FILE = '', THUMBPRINT = '' } = process.env
const connection = '/external/connections/hr1'
const sourceUrl = "https://graph.microsoft.com/v1.0/admin/people/profileSources(sourceId='hr1')"

const app = new ConfidentialClientApplication({
  auth: {
    clientId: CLIENT_ID,
    authority: `https://login.microsoftonline.com/${TENANT_ID}`,
    clientCertificate: { thumbprintSha256: THUMBPRINT, privateKey: readFileSync(CERTIFICATE_FILE, 'utf8') },
  },
})
const graph = Client.initWithMiddleware({
  authProvider: {
    getAccessToken: async () => {
      const scopes = ['https://graph.microsoft.com/.default']
      return (await app.acquireTokenByClientCredential({ scopes }))?.accessToken ?? ''
    },
  },
})

await graph
  .api('/external/connections')
  .post({ id: 'hr1', name: 'HR', description: 'People of HR', contentCategory: 'people' })
const registering: Response = await graph
  .api(`${connection}/schema`)
  .responseType(ResponseType.RAW)
  .patch({
    baseType: 'microsoft.graph.externalItem',
    properties: [
      { name: 'account', type: 'string', labels: ['personAccount'] },
      { name: 'skills', type: 'stringCollection', labels: ['personSkills'] },
      { name: 'costCenter', type: 'string' },
    ],
  })
const operation = registering.headers.get('location') ?? ''
while ((await graph.api(operation).get()).status !== 'completed') await delay(200)

await graph
  .api('/admin/people/profileSources')
  .post({ sourceId: 'hr1', displayName: 'HR', kind: 'Connector', webUrl: 'https://hr.contoso.com' })
const settings = await graph.api('/admin/people/profilePropertySettings').get()
const [global] = settings.value
const patch = (prioritizedSourceUrls: string[]) =>
  graph.api(`/admin/people/profilePropertySettings/${global.id}`).patch({ prioritizedSourceUrls })
const prioritized = await patch([sourceUrl, ...global.prioritizedSourceUrls])

const { id } = await graph.api('/users/alexw@contoso.com').select('id').get()
const item = await graph.api(`${connection}/items/alexw`).put({
  acl: [{ type: 'everyone', value: 'everyone', accessType: 'grant' }],
  properties: {
    account: JSON.stringify({ userPrincipalName: 'alexw@contoso.com', externalDirectoryObjectId: id }),
    'skills@odata.type': 'Collection(String)',
    skills: [JSON.stringify({ displayName: 'TypeScript', proficiency: 'expert' })],
    costCenter: 'Nordics 4711',
  },
})

const removed = await patch(global.prioritizedSourceUrls)
await graph.api("/admin/people/profileSources(sourceId='hr1')").delete()
await graph.api(connection).delete()
let gone = false
while (!gone) {
  await delay(200)
  gone = await graph
    .api(connection)
    .get()
    .then(
      () => false,
      (error: GraphError) => error.statusCode === 404,
    )
}
process.stdout.write(
  JSON.stringify({
    prioritized: prioritized.prioritizedSourceUrls[0],
    removed: removed.prioritizedSourceUrls,
    item: item.id,
    gone,
  }),
)
