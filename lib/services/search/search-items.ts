import { can } from '../../access/can'
import { type Hit, searchItems as searchGraph } from '../../graph/search'
import { contentKind, type ExternalConnection } from '../../model/connection/connection'
import { chooseTemplate } from '../../model/results/choose-template'
import { draftsOf } from '../../model/results/draft'
import { SearchSettings } from '../../model/results/template'
import type { ConnectorSchema } from '../../model/schema/schema'
import { headOf, type SearchAnswer, type SearchHit, shownProperties } from '../../model/search/hit'
import { pageSize, SearchQuestion } from '../../model/search/question'
import { filterOf, refinersOf } from '../../model/search/refiner'
import { query } from '../command'
import { readConnections, readSchemaOf } from '../connections/look-up'
import type { Context } from '../context'
import { findItemId } from './find-item-id'
import { searcherGraph } from './searcher-graph'

/**
 * Searches as the person who asks: Graph answers what they may read, and ranks it as for anybody. Items are contents,
 * so the audit log has who searched for what.
 */
export const searchItems = query({
  name: 'searchItems',
  permission: 'connections.read',
  input: SearchQuestion,
  on: 'anywhere',
  async run(context, { q, connection, refine, page }): Promise<SearchAnswer> {
    const { actor, db, configuration } = context
    const [{ value: all }, graph] = await Promise.all([
      readConnections({ db, configuration }),
      searcherGraph(context),
    ])
    if (graph === null) return { state: 'notAllowed' }
    const searched = all
      .filter(({ id }) => connection === undefined || id === connection)
      .filter((one) => contentKind(one) === 'content')
      .filter(({ id }) => can(actor, 'connections.read', { connectionId: id }))
    if (searched.length === 0) return { state: 'nothingToSearch' }
    const schema = connection ? await schemaOf(context, connection) : null
    const found = await searchGraph(graph, {
      connectionIds: searched.map(({ id }) => id),
      queryString: q,
      from: (page - 1) * pageSize,
      size: pageSize,
      refiners: schema ? refinersOf(schema) : [],
      filters: refine,
    })
    return {
      state: 'answered',
      hits: await shownHits(context, found.hits, new Map(searched.map((one) => [one.id, one]))),
      total: found.total,
      more: found.more,
      refiners: found.aggregations.map(({ field, buckets }) => ({
        field,
        buckets: (buckets ?? []).map(({ key, count, aggregationFilterToken }) => ({
          key,
          count,
          filter: filterOf(field, aggregationFilterToken),
        })),
      })),
    }
  },
  reveals: (answer) => answer.state === 'answered' && answer.hits.length > 0,
  told: ({ q, connection }) => ({ q, connection }),
})

const schemaOf = async (context: Context, connectionId: string) =>
  (await readSchemaOf(context, connectionId)).value

async function shownHits(
  context: Context,
  hits: readonly Hit[],
  connections: ReadonlyMap<string, ExternalConnection>,
): Promise<SearchHit[]> {
  const ids = [...new Set(hits.map(connectionOf))].filter((id) => connections.has(id))
  const schemas = new Map(
    await Promise.all(
      ids.map(async (id): Promise<[string, ConnectorSchema | null]> => [id, await schemaOf(context, id)]),
    ),
  )
  return await Promise.all(
    hits.map(async (hit, at): Promise<SearchHit> => {
      const connectionId = connectionOf(hit)
      const connection = connections.get(connectionId)
      const schema = schemas.get(connectionId) ?? null
      const properties = hit.resource?.properties ?? {}
      const head = headOf(properties, schema)
      return {
        ...head,
        rank: hit.rank ?? at + 1,
        connectionId,
        connectionName: connection?.name ?? connectionId,
        summary: hit.summary ?? '',
        itemId: await findItemId(context.db, connectionId, head),
        properties: shownProperties(properties, schema),
        template: connection ? templateOf(connection, properties) : null,
      }
    }),
  )
}

const connectionOf = ({ contentSource }: Hit) => contentSource?.split('/').at(-1) ?? ''

function templateOf({ searchSettings }: ExternalConnection, properties: Record<string, unknown>) {
  const settings = SearchSettings.safeParse(searchSettings ?? {})
  if (!settings.success) return null
  const traces = chooseTemplate(draftsOf(settings.data.searchResultTemplates ?? []), properties)
  return traces.find(({ wins }) => wins)?.id ?? null
}
