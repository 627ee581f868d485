import { parseJson } from '../kernel/exact-json'
import type { Json } from '../rules/members'
import type { SearchRequest } from '../rules/search-request'
import type { Store } from '../store/store'
import type { Tenant } from '../store/tenant'
import { rulesOf } from '../switches/switches'
import { compile, demandProperties, ranking, toSql } from './compile'
import { aggregate, refinable, refinedTo } from './refine'
import type { Scope } from './scope'

export type Found = {
  item: number
  connectionKey: number
  itemId: string
  properties: Json
  content: string | null
  contentType: string | null
}

const places = [0, 1, 2, 3, 4]
const columns = `item, connectionKey, updatedAt${places.map((place) => `, s${place}`).join('')}`

/**
 * Puts what a request finds into temp.found and reads it from there: the page, how many there are, and the
 * buckets. Nothing else runs in between, as the file has one connection.
 */
export function find(tenant: Tenant, request: SearchRequest, scopes: Scope[]) {
  const { store } = tenant
  if (rulesOf(tenant.settings).unknownRestriction === 'refuse') demandProperties(request.query, scopes)
  const narrowed = refinedTo(request.aggregationFilters, scopes)
  const sorts = request.sortProperties.map((sort) => ({
    ...sort,
    columns: refinable(scopes, sort.name, 'sortProperties'),
  }))
  store.run(
    `create temp table if not exists found (${columns.replace('item', 'item integer primary key')}, score default 0)`,
  )
  store.run('delete from temp.found')
  for (const scope of scopes) {
    const conditions = [compile(request.query, scope, tenant.now()), ...narrowed(scope)].map(toSql)
    const sortKeys = places.map((place) => {
      const name = sorts[place]?.columns.get(scope)?.property.name
      return name === undefined ? 'null' : `json_extract(d.facts, '$.${name}[0]')`
    })
    store.runOnce(
      `insert into temp.found (${columns})
       select d.item, d.connectionKey, d.updatedAt, ${sortKeys.join(', ')}
       from searchDocuments d
       where d.connectionKey = ? and d.acl in (select value from json_each(?))
       and ${conditions.map(({ sql }) => `(${sql})`).join(' and ')} limit ?`,
      [
        scope.row.key,
        JSON.stringify(scope.readable),
        ...conditions.flatMap((condition) => condition.values),
        tenant.settings.searchCandidates,
      ],
    )
    rank(store, scope, ranking(request.query, scope))
  }
  const order = sorts.map(
    ({ isDescending }, place) => `s${place} ${isDescending ? 'desc' : 'asc'} nulls last`,
  )
  const total = store.get<{ count: number }>('select count(*) as count from temp.found')?.count ?? 0
  const page = store.all<Omit<Found, 'properties'> & { properties: string }>(
    `select d.item, d.connectionKey, d.itemId, d.properties,
       substr(i.body ->> '$.content.value', 1, 100000) as content, i.body ->> '$.content.type' as contentType
     from temp.found h join searchDocuments d on d.item = h.item
     left join items i on i.key = d.item and i.updatedAt = d.updatedAt
     order by ${[...order, 'h.score', 'h.updatedAt desc', 'h.item'].join(', ')} limit ? offset ?`,
    request.size,
    request.from,
  )
  const aggregations = request.aggregations.map((option) => aggregate(store, option, scopes))
  store.run('delete from temp.found')
  const hits: Found[] = page.map((hit) => ({ ...hit, properties: parseJson(hit.properties) as Json }))
  return { total, hits, aggregations }
}

/** Only hits get a score. The + keeps SQLite from running the whole match for each of them. */
function rank(store: Store, { row }: Scope, words: string | undefined) {
  if (words === undefined) return
  store.run(
    `update temp.found set score = s.score
     from (select rowid as item, rank as score from searchText where searchText match ?
       and +rowid in (select item from temp.found where connectionKey = ?)) s
     where found.item = s.item`,
    words,
    row.key,
  )
}
