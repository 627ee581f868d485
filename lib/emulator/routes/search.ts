import type { Ctx, Routes } from '../kernel/http'
import { searchTerms } from '../rules/kql'
import { labelNamed } from '../rules/labels'
import type { Json } from '../rules/members'
import { refuse } from '../rules/refusal'
import { readSearch, type SearchRequest } from '../rules/search-request'
import { catchUp } from '../search/catch-up'
import { type Found, find } from '../search/find'
import { plainText } from '../search/plain-text'
import { type Scope, scopesOf } from '../search/scope'
import { summaryOf } from '../search/summary'
import { rulesOf } from '../switches/switches'
import { checked } from './checked'
import { contextOf } from './odata'

const type = 'microsoft.graph'

function search({ tenant, caller }: Ctx, request: SearchRequest): Json {
  const scopes = scopesOf(tenant, caller.userId ?? '', request.contentSources)
  const { total, hits, aggregations } = find(tenant, request, scopes)
  const terms = searchTerms(request.query)
  return {
    searchTerms: terms,
    hitsContainers: [
      {
        total,
        moreResultsAvailable: request.from + hits.length < total,
        hits: hits.map((hit, index) => hitAnswer(hit, request, scopes, terms, request.from + index + 1)),
        ...(aggregations.length > 0 ? { aggregations } : {}),
      },
    ],
  }
}

function hitAnswer(
  hit: Found,
  { fields }: SearchRequest,
  scopes: Scope[],
  terms: string[],
  rank: number,
): Json {
  const scope = scopes.find(({ row }) => row.key === hit.connectionKey)
  const connectionId = scope?.row.id ?? ''
  return {
    hitId: Buffer.from(`${connectionId}/${hit.itemId}`).toString('base64url'),
    rank,
    summary: summaryOf(plainText({ type: hit.contentType ?? 'text', value: hit.content }), terms),
    contentSource: `/external/connections/${connectionId}`,
    resource: {
      '@odata.type': `#${type}.externalConnectors.externalItem`,
      properties: scope ? shown(hit.properties, fields, scope) : {},
    },
  }
}

/** Retrievable properties: all of them, or those that a request names by name or by label. Others are passed over. */
function shown(properties: Json, fields: string[] | undefined, { columns }: Scope): Json {
  const retrievable = [...new Set(columns.values())]
    .map(({ property }) => property)
    .filter((one) => one.isRetrievable)
  const picked: Json = {}
  const add = (name: string, value: unknown) => {
    if (value !== undefined) picked[name] = value
  }
  if (!fields || fields.length === 0) {
    for (const { name } of retrievable) add(name, properties[name])
    return picked
  }
  for (const field of fields) {
    const label = /^label_/i.test(field) ? labelNamed(field.slice('label_'.length)) : undefined
    const property = retrievable.find(({ name, labels }) =>
      label ? labels.includes(label) : name.toLowerCase() === field.toLowerCase(),
    )
    if (property) add(label ? field : property.name, properties[property.name])
  }
  return picked
}

export const searchRoutes: Routes = {
  'POST /search/query': async (ctx) => {
    const rules = rulesOf(ctx.tenant.settings)
    const requests = checked('Search', () => {
      const read = readSearch(ctx.body, rules)
      // The service accepts one request at a time, although the body has a list.
      return read.length > 1 && rules.searchRequests === 'one'
        ? refuse('There can be one request.', 'requests')
        : read
    })
    await catchUp(ctx.tenant)
    const value = checked('Search', () => requests.map((request) => search(ctx, request)))
    return {
      status: 200,
      body: { '@odata.context': contextOf(ctx, `Collection(${type}.searchResponse)`), value },
    }
  },
}
