import type { Settings } from '@/lib/emulator/settings'
import { appToken } from '@/lib/entra/tokens'
import { createGraph } from '@/lib/graph/client'
import { createConnection } from '@/lib/graph/connections'
import { updateSchema } from '@/lib/graph/schema'
import type { NewConnection } from '@/lib/model/connection/connection'
import type { ConnectorSchema } from '@/lib/model/schema/schema'
import type { AppCredentials, AppName } from '@/lib/platform/env'
import { localTenant } from './tenant'

export interface SeedConnection extends NewConnection {
  /** Registered before the test begins, so that the connection is ready. */
  schema?: ConnectorSchema
}

export const ticketSchema: ConnectorSchema = {
  baseType: 'microsoft.graph.externalItem',
  properties: [
    {
      name: 'title',
      type: 'string',
      labels: ['title'],
      isSearchable: true,
      isQueryable: true,
      isRetrievable: true,
    },
    { name: 'url', type: 'string', labels: ['url'], isRetrievable: true },
    { name: 'tags', type: 'stringCollection', isQueryable: true, isRetrievable: true },
  ],
}

export const peopleSchema: ConnectorSchema = {
  baseType: 'microsoft.graph.externalItem',
  properties: [
    { name: 'account', type: 'string', labels: ['personAccount'] },
    { name: 'skills', type: 'stringCollection', labels: ['personSkills'] },
  ],
}

export const draft = (id: string): SeedConnection => ({
  id,
  name: `Connection ${id}`,
  description: `Everything about ${id}.`,
  contentCategory: 'uncategorized',
})
export const peopleDraft = (id: string): SeedConnection => ({ ...draft(id), contentCategory: 'people' })
export const ready = (id: string): SeedConnection => ({ ...draft(id), schema: ticketSchema })
export const peopleReady = (id: string): SeedConnection => ({ ...peopleDraft(id), schema: peopleSchema })

/** The body of a helpdesk ticket that everyone may read. */
export const ticket = (title: string) => ({
  acl: [{ type: 'everyone', value: 'everyone', accessType: 'grant' }],
  properties: { title, url: 'https://help.contoso.com/1' },
  content: { type: 'text', value: `${title}.` },
})

interface Wanted {
  connections?: SeedConnection[]
}

/** A local tenant with these connections, Graph as the console's two apps, and a hand on the tenant itself. */
export async function emulatedGraph({ connections = [] }: Wanted = {}) {
  const { emulator, settings: env } = await localTenant()
  const { control, wait, fail, state } = emulator
  const tokenOf = (name: AppName, app: AppCredentials) => appToken(name, app, env)
  const token = tokenOf('CONFIGURATION', env.configuration)
  const graphWith = (askToken: typeof token, baseUrl = emulator.url) =>
    createGraph({ baseUrl, token: askToken, backoffMs: 5 })
  const graph = graphWith(token)

  const apps = { configuration: env.configuration.clientId, ingestion: env.ingestion.clientId }
  const authorizedAppIds = Object.values(apps)
  for (const { schema, ...connection } of connections) {
    await createConnection(graph, connection, { authorizedAppIds })
    if (schema) await updateSchema(graph, connection.id, schema)
  }
  if (connections.some(({ schema }) => schema)) await wait({ minutes: 15 })
  await control('DELETE', 'requests')

  return {
    /** The configuration app. */
    graph,
    ingestion: graphWith(tokenOf('INGESTION', env.ingestion)),
    /** Another app, which has every permission. */
    everything: graphWith(tokenOf('CONFIGURATION', emulator.app('everything'))),
    graphWith,
    graphAt: (baseUrl: string) => graphWith(token, baseUrl),
    token,
    apps,
    env,
    emulator,
    wait,
    fail,
    failNextSchema: (message: string) => control('POST', 'failNextSchema', { message }),
    settings: (changes: Partial<Settings>) => control<Settings>('POST', 'settings', changes),
    state,
    /** The requests to Graph whose method is this and whose address holds this text, oldest first. */
    requests: async (method = '', part = '') => {
      const all = await emulator.requests()
      return all.filter((request) => request.method.startsWith(method) && request.path.includes(part))
    },
  }
}
