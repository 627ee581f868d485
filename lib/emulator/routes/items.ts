import { delegatedItemWrite, itemNotFound, methodNotAllowed } from '../kernel/errors'
import { parseJson, writeJson } from '../kernel/exact-json'
import type { Answer, Ctx, Routes } from '../kernel/http'
import { personProperties } from '../people/person-properties'
import { checkComplete, type ItemBody, isItemId, readItem, type SentItem } from '../rules/item-rules'
import { refuse } from '../rules/refusal'
import { type ConnectionRow, ownedConnection } from '../store/state'
import type { Tenant } from '../store/tenant'
import { rulesOf } from '../switches/switches'
import { saveActivity } from './activities'
import { checked } from './checked'
import { demandState, writableConnection } from './connection-access'
import { bodyOf } from './connection-body'
import { forgetPerson, recordPerson } from './ignored-values'
import { contextOf } from './odata'
import { schemaInForce, stateOf } from './schema-store'

const path = '/external/connections/:connectionId/items/:itemId'

export const itemRoutes: Routes = {
  [`PUT ${path}`]: (ctx) => {
    const target = itemTarget(ctx)
    const { row, id, state } = target
    const exists = storedItem(ctx.tenant, row, id) !== undefined
    demandState(ctx.tenant, row, state, exists ? 'updateItem' : 'createItem')
    const item = checked('Item', () => {
      const read = readItem(ctx.body, target)
      checkComplete(read)
      return read
    })
    return store(ctx, target, item)
  },

  // Withdrawn from the documentation, still answered (docs/graph-contract.md#patch-item).
  [`PATCH ${path}`]: (ctx) => {
    if (rulesOf(ctx.tenant.settings).itemPatch === 'refuse') throw methodNotAllowed()
    const target = itemTarget(ctx)
    const { row, id, state } = target
    const stored = storedItem(ctx.tenant, row, id)
    if (stored === undefined) throw itemNotFound()
    demandState(ctx.tenant, row, state, 'updateItem')
    const change = checked('Item', () => readItem(ctx.body, target))
    return store(ctx, target, { ...(parseJson(stored) as ItemBody), ...change })
  },

  [`GET ${path}`]: (ctx) => {
    const row = ownedConnection(ctx)
    const stored = storedItem(ctx.tenant, row, ctx.param('itemId'))
    if (stored === undefined) throw itemNotFound()
    return itemAnswer(ctx, row, ctx.param('itemId'), stored)
  },

  [`DELETE ${path}`]: (ctx) => {
    refuseDelegated(ctx)
    const { tenant } = ctx
    const row = writableConnection(ctx)
    const id = ctx.param('itemId')
    demandState(tenant, row, stateOf(tenant, row), 'deleteItem')
    const deleted = tenant.store.run('delete from items where connectionKey = ? and id = ?', row.key, id)
    if (deleted === 0) throw itemNotFound()
    forgetPerson(tenant, row.key, id)
    return { status: 204 }
  },
}

function refuseDelegated({ caller, tenant }: Ctx) {
  if (caller.kind === 'user' && tenant.settings.delegatedItemWrites === 'refuse') throw delegatedItemWrite()
}

/** The target of a write, and the rules for its item. */
function itemTarget(ctx: Ctx) {
  refuseDelegated(ctx)
  const { tenant, version } = ctx
  const rules = rulesOf(tenant.settings)
  const row = writableConnection(ctx)
  const id = ctx.param('itemId')
  checked(
    'Item',
    () => isItemId(id, rules) || refuse("The item id has to be 1 to 128 letters, digits, '_' or '-'.", 'id'),
  )
  const schema = schemaInForce(tenant, row)
  const { contentCategory, enabledContentExperiences } = bodyOf(row)
  const person = schema && personProperties(schema.properties, contentCategory, rules)
  return {
    row,
    id,
    rules,
    state: stateOf(tenant, row, schema),
    tenantId: tenant.id,
    version,
    properties: schema?.byName ?? new Map(),
    textOnly: enabledContentExperiences.includes('compliance'),
    person,
    people: person !== undefined,
  }
}

type ItemTarget = ReturnType<typeof itemTarget>

const storedItem = ({ store }: Tenant, { key }: ConnectionRow, id: string) =>
  store.get<{ body: string }>('select body from items where connectionKey = ? and id = ?', key, id)?.body

function store(ctx: Ctx, { row, id, person }: ItemTarget, sent: SentItem): Answer {
  const { tenant } = ctx
  const { activities = [], ...item } = sent
  const body = writeJson(item)
  const write = () =>
    tenant.store.run(
      `insert into items (connectionKey, id, body, updatedAt) values (?, ?, ?, ?)
       on conflict (connectionKey, id) do update set body = excluded.body, updatedAt = excluded.updatedAt`,
      row.key,
      id,
      body,
      tenant.now(),
    )
  if (person || activities.length > 0) {
    tenant.store.transaction(() => {
      write()
      if (person) recordPerson(tenant, row.key, id, item, person)
      for (const activity of activities) saveActivity(tenant, row.key, id, activity)
    })
  } else {
    write()
  }
  return itemAnswer(ctx, row, id, body)
}

// The stored text goes out as it is: an item can have 30 MB.
function itemAnswer(ctx: Ctx, { id: connectionId }: ConnectionRow, id: string, body: string): Answer {
  const context = contextOf(ctx, `connections('${connectionId}')/items/$entity`)
  const head = writeJson({ '@odata.context': context, id })
  return { status: 200, body: `${head.slice(0, -1)},${body.slice(1)}` }
}
