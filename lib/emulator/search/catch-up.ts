import { setImmediate as turn } from 'node:timers/promises'
import { parseJson, writeJson } from '../kernel/exact-json'
import { type KnownSchema, schemaInForce } from '../routes/schema-store'
import type { ItemBody } from '../rules/item-rules'
import type { Json } from '../rules/members'
import type { ConnectionRow } from '../store/state'
import type { Tenant } from '../store/tenant'
import { factsOf, textsOf } from './facts'
import { plainText } from './plain-text'

const fewItems = 200
// An item can have 30 MB.
const longEnoughMs = 20

// A word of no language between the values of a collection, so that no phrase spans two of them.
const gap = ' \uE000 '

type Indexed = { connectionKey: number; id: string; body: string; updatedAt: number }
type Source = KnownSchema | undefined

/**
 * Updates the index to what was written at least `indexMs` ago, a few items at a time, and gives up after
 * `indexWaitMs`: what is not in it by then is found later, as in Graph.
 */
export async function catchUp(tenant: Tenant) {
  const end = performance.now() + tenant.settings.indexWaitMs
  while (indexSome(tenant) && performance.now() < end) await turn()
}

/** Returns whether there was something to index. */
export function indexSome(tenant: Tenant): boolean {
  const items = tenant.store.all<{ item: number }>(
    'select item from unindexed where since <= ? limit ?',
    tenant.now() - tenant.settings.indexMs,
    fewItems,
  )
  if (items.length > 0) tenant.store.transaction(() => indexItems(tenant, items))
  return items.length > 0
}

function indexItems(tenant: Tenant, items: { item: number }[]) {
  const { store } = tenant
  const sources = new Map<number, Source>()
  const end = performance.now() + longEnoughMs
  for (const { item } of items) {
    store.run('delete from unindexed where item = ?', item)
    if (store.run('delete from searchDocuments where item = ?', item) > 0) {
      store.run('delete from searchText where rowid = ?', item)
    }
    const row = store.get<Indexed>('select connectionKey, id, body, updatedAt from items where key = ?', item)
    if (!row) continue
    if (!sources.has(row.connectionKey)) sources.set(row.connectionKey, sourceOf(tenant, row.connectionKey))
    const source = sources.get(row.connectionKey)
    if (source) indexItem(tenant, item, row, source)
    if (performance.now() > end) return
  }
}

function sourceOf(tenant: Tenant, key: number): Source {
  const row = tenant.store.get<ConnectionRow>('select * from connections where key = ?', key)
  return row && schemaInForce(tenant, row)
}

function indexItem({ store }: Tenant, item: number, row: Indexed, schema: KnownSchema) {
  const { acl = [], properties: sent = {}, content } = parseJson(row.body) as ItemBody
  const properties: Json = {}
  const facts: Json = {}
  const texts = schema.properties.map((property) => {
    const value = sent[property.name]
    if (value === undefined || value === null) return null
    properties[property.name] = value
    facts[property.name] = factsOf(property, value)
    return textsOf(property, value).join(gap) || null
  })
  store.run(
    `insert into searchDocuments (item, connectionKey, itemId, acl, properties, facts, updatedAt)
     values (?, ?, ?, ?, ?, ?, ?)`,
    item,
    row.connectionKey,
    row.id,
    keyOfAcl(store, writeJson(acl)),
    writeJson(properties),
    writeJson(facts),
    row.updatedAt,
  )
  const columns = texts.map((_, place) => `, p${place}`).join('')
  store.run(
    `insert into searchText (rowid, content${columns}) values (?, ?${', ?'.repeat(texts.length)})`,
    item,
    plainText(content),
    ...texts,
  )
}

/** Lists repeat a lot, so each is stored once and evaluated once for a search. */
function keyOfAcl(store: Tenant['store'], entries: string) {
  store.run('insert or ignore into searchAcls (entries) values (?)', entries)
  return store.get<{ key: number }>('select key from searchAcls where entries = ?', entries)?.key ?? 0
}
