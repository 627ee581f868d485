import { z } from 'zod'
import { AppError } from '../platform/errors'
import type { Graph } from './client'

const Hit = z.looseObject({
  hitId: z.string(),
  rank: z.number().nullish(),
  summary: z.string().nullish(),
  contentSource: z.string().nullish(),
  resource: z.looseObject({ properties: z.record(z.string(), z.unknown()).nullish() }).nullish(),
})
export type Hit = z.infer<typeof Hit>

const Aggregation = z.looseObject({
  field: z.string(),
  buckets: z
    .array(z.looseObject({ key: z.string(), count: z.number(), aggregationFilterToken: z.string() }))
    .nullish(),
})

const Container = z.looseObject({
  total: z.number().nullish(),
  moreResultsAvailable: z.boolean().nullish(),
  hits: z.array(Hit).nullish(),
  aggregations: z.array(Aggregation).nullish(),
})

const Answer = z.looseObject({
  value: z.array(z.looseObject({ hitsContainers: z.array(Container).nullish() })),
})

export interface SearchRequest {
  connectionIds: readonly string[]
  /** In KQL. */
  queryString: string
  from: number
  size: number
  /** Refinable properties to count the values of. */
  refiners: readonly string[]
  /** Such as `tags:"<token>"`. */
  filters: readonly string[]
}

/** Searches external items as the person that `graph` has the token of (docs/graph-contract.md#search-query). */
export async function searchItems(graph: Graph, request: SearchRequest) {
  const { connectionIds, queryString, from, size, refiners, filters } = request
  const one = {
    entityTypes: ['externalItem'],
    contentSources: connectionIds.map((id) => `/external/connections/${id}`),
    query: { queryString },
    from,
    size,
    ...(refiners.length > 0 ? { aggregations: refiners.map(countedFirst) } : {}),
    ...(filters.length > 0 ? { aggregationFilters: filters } : {}),
  }
  const { body } = await graph.call('post', '/search/query', { requests: [one] }).catch((error: unknown) => {
    throw explained(error)
  })
  const container = Answer.parse(body).value[0]?.hitsContainers?.[0]
  return {
    total: container?.total ?? 0,
    more: container?.moreResultsAvailable ?? false,
    hits: container?.hits ?? [],
    aggregations: container?.aggregations ?? [],
  }
}

const countedFirst = (field: string) => ({
  field,
  size: 10,
  bucketDefinition: { sortBy: 'count', isDescending: 'true', minimumCount: 1 },
})

/** A 400 is nearly always about the words that were typed. */
function explained(error: unknown) {
  if (!(error instanceof AppError) || error.code !== 'invalid') return error
  const { status, graphCode, graphRequestId } = error
  const message = error.message.replace('Graph refused the request.', 'Graph cannot read this query.')
  return new AppError('invalid', message, { status, graphCode, graphRequestId, field: 'q', cause: error })
}
