import { brokenCard, connectionNotFound, GraphError, malformed, nameConflict } from '../kernel/errors'
import { writeJson } from '../kernel/exact-json'
import type { Ctx, Routes } from '../kernel/http'
import { readConnection, type SentConnection } from '../rules/connection-rules'
import { refuse } from '../rules/refusal'
import { hasBrokenCard } from '../rules/settings-rules'
import { type ConnectionRow, findConnection, listConnections, ownedConnection, owns } from '../store/state'
import type { Tenant } from '../store/tenant'
import { rulesOf, type Switches } from '../switches/switches'
import { checked } from './checked'
import { demandState, writableConnection } from './connection-access'
import {
  bodyOf,
  type ConnectionBody,
  connectionAnswer,
  connectionMembers,
  withIngestedCount,
} from './connection-body'
import { collection, contextOf, entity } from './odata'
import { stateOf } from './schema-store'

const path = '/external/connections'
const shape = ({ version }: Ctx) => ({ context: 'connections', members: connectionMembers(version) })
function answer({ tenant, version }: Ctx, row: ConnectionRow) {
  const state = stateOf(tenant, row)
  const counted = version === 'beta' && state !== 'draft' ? withIngestedCount(tenant, row) : row
  return connectionAnswer(counted, state, version)
}

export const connectionRoutes: Routes = {
  [`GET ${path}`]: (ctx) => {
    const rows = listConnections(ctx.tenant).filter((row) => !ctx.ownedOnly || owns(ctx.caller.appId, row))
    return collection(
      ctx,
      path,
      shape(ctx),
      rows.map((row) => answer(ctx, row)),
    )
  },

  [`POST ${path}`]: (ctx) => {
    const { tenant, caller } = ctx
    const rules = rulesOf(tenant.settings)
    const sent = checked('Connection', () => readConnection(ctx.body, ctx.version, rules))
    const body = checked('Connection', () => newConnection(sent, caller.appId, rules))
    if (sent.connectorId) demandTicket(ctx)
    refuseDuplicate(tenant, body)
    refuseTooMany(tenant)
    const broken = hasBrokenCard(body.searchSettings)
    // A known issue of the service: the connection is created without its cards, and the answer is 503.
    if (broken) body.searchSettings = null
    tenant.store.run(
      'insert into connections (id, name, ownerAppId, body, createdAt) values (?, ?, ?, ?, ?)',
      body.id,
      body.name,
      caller.appId,
      writeJson(body),
      tenant.now(),
    )
    if (broken) throw brokenCard().because('A search result template is not an Adaptive Card.')
    const row = findConnection(tenant, body.id)
    if (!row) throw connectionNotFound()
    return { ...entity(ctx, shape(ctx), answer(ctx, row)), status: 201 }
  },

  [`GET ${path}/:connectionId`]: (ctx) => entity(ctx, shape(ctx), answer(ctx, ownedConnection(ctx))),

  [`PATCH ${path}/:connectionId`]: (ctx) => {
    const { tenant } = ctx
    const row = writableConnection(ctx)
    demandState(tenant, row, stateOf(tenant, row), 'updateConnection')
    const rules = rulesOf(tenant.settings)
    const sent = checked('Connection', () => readConnection(ctx.body, ctx.version, rules))
    const body = checked('Connection', () => changeConnection(bodyOf(row), sent, rules))
    if (sent.connectorId) demandTicket(ctx)
    if (body.name !== row.name) refuseDuplicate(tenant, body, row.key)
    if (hasBrokenCard(sent.searchSettings)) throw brokenCard()
    tenant.store.run(
      'update connections set name = ?, body = ? where key = ?',
      body.name,
      writeJson(body),
      row.key,
    )
    return { status: 204 }
  },

  [`DELETE ${path}/:connectionId`]: (ctx) => {
    const { tenant } = ctx
    const row = ownedConnection(ctx)
    if (row.goneAt === null) {
      const goneAt = tenant.now() + tenant.settings.deletionMs
      tenant.store.run('update connections set goneAt = ? where key = ?', goneAt, row.key)
    }
    return { status: 202 }
  },
}

export const quotaRoutes: Routes = {
  [`GET ${path}/:connectionId/quota`]: (ctx) => {
    const { id, itemCount } = ownedConnection(ctx)
    const itemsRemaining = Math.max(0, ctx.tenant.settings.itemsPerConnection - itemCount)
    return {
      status: 200,
      body: { '@odata.context': contextOf(ctx, `connections('${id}')/quota/$entity`), itemsRemaining },
    }
  },
}

function newConnection(sent: SentConnection, appId: string, rules: Switches): ConnectionBody {
  const { id, name, authorizedAppIds = [], ...rest } = sent
  if (!id) refuse("'id' is required.", 'id')
  if (!name) refuse("'name' is required.", 'name')
  if (rules.connectionDescription === 'required' && !sent.description)
    refuse("'description' is required.", 'description')
  return {
    description: null,
    connectorId: null,
    contentCategory: 'uncategorized',
    activitySettings: null,
    searchSettings: null,
    enabledContentExperiences: [],
    complianceSettings: null,
    ...rest,
    id,
    name,
    configuration: { authorizedAppIds: [...new Set([appId, ...authorizedAppIds])] },
  }
}

function changeConnection(body: ConnectionBody, sent: SentConnection, rules: Switches): ConnectionBody {
  const { id, contentCategory, authorizedAppIds, ...rest } = sent
  if (id !== undefined && id !== body.id) refuse('The id of a connection cannot be changed.', 'id')
  const categoryStays = contentCategory === undefined || contentCategory === body.contentCategory
  if (!categoryStays && rules.contentCategoryChange === 'refuse') {
    refuse('The contentCategory of a connection cannot be changed.', 'contentCategory')
  }
  return { ...body, ...rest, configuration: authorizedAppIds ? { authorizedAppIds } : body.configuration }
}

function demandTicket({ headers }: Ctx) {
  if (headers['graphconnectors-ticket']) return
  throw malformed("'connectorId' needs the header GraphConnectors-Ticket.").at('connectorId')
}

function refuseDuplicate(tenant: Tenant, { id, name }: ConnectionBody, except = -1) {
  const others = listConnections(tenant).filter(({ key }) => key !== except)
  const inner = { code: 'ConnectionAlreadyExists', source: 'Connection' }
  if (except === -1 && others.some((other) => other.id.toLowerCase() === id.toLowerCase())) {
    const message = `A connection with the id '${id}' already exists.`
    throw nameConflict('The specified connection id already exists.', { ...inner, message }).at('id')
  }
  if (others.some((other) => other.name.toLowerCase() === name.toLowerCase())) {
    const message = `A connection with the name '${name}' already exists.`
    throw nameConflict(undefined, { ...inner, message }).at('name')
  }
}

function refuseTooMany(tenant: Tenant) {
  const status = rulesOf(tenant.settings).connectionQuotaStatus
  const most = tenant.settings.connectionsPerTenant
  if (listConnections(tenant).length < most) return
  throw new GraphError(
    status,
    'QuotaLimitReached',
    `The tenant has reached its limit of ${most} connections.`,
  )
}
