import { itemNotFound } from '../kernel/errors'
import type { Ctx, Handler, Routes } from '../kernel/http'
import { type Activity, maxActivities, readActivity } from '../rules/group-rules'
import { isObject } from '../rules/members'
import { refuse } from '../rules/refusal'
import type { Tenant } from '../store/tenant'
import { rulesOf } from '../switches/switches'
import { checked } from './checked'
import { demandState, writableConnection } from './connection-access'
import { contextOf } from './odata'
import { stateOf } from './schema-store'
import { findUser } from './user-store'

const path = '/external/connections/:connectionId/items/:itemId'
const namespace = 'microsoft.graph.externalConnectors'
function readActivities(body: unknown): Activity[] {
  const list = isObject(body) ? body.activities : undefined
  if (!Array.isArray(list) || list.length === 0) return refuse("'activities' is required.", 'activities')
  if (list.length > maxActivities) refuse(`At most ${maxActivities} activities fit in a call.`, 'activities')
  return list.map(readActivity)
}

export function saveActivity({ store, now }: Tenant, key: number, itemId: string, activity: Activity) {
  store.run(
    'insert into activities (connectionKey, itemId, body, addedAt) values (?, ?, ?, ?)',
    key,
    itemId,
    JSON.stringify(activity),
    now(),
  )
}

/** An activity of an unknown user fails alone: its result says why, and the others are stored. */
function add({ tenant }: Ctx, key: number, itemId: string, activity: Activity) {
  const { performedBy } = activity
  const result = {
    '@odata.type': `#${namespace}.externalActivityResult`,
    id: crypto.randomUUID(),
    ...activity,
  }
  const fails = rulesOf(tenant.settings).unknownActor === 'fail'
  if (fails && performedBy.type === 'user' && !findUser(tenant, performedBy.id)) {
    const message = `There is no user '${performedBy.id}'.`
    const unknown = { code: 'BadRequest', message, target: 'performedBy', details: [], innerError: null }
    return { ...result, error: unknown }
  }
  saveActivity(tenant, key, itemId, activity)
  return { ...result, error: null }
}

const addActivities: Handler = (ctx) => {
  const { tenant } = ctx
  const row = writableConnection(ctx)
  const itemId = ctx.param('itemId')
  const exists = tenant.store.get('select 1 from items where connectionKey = ? and id = ?', row.key, itemId)
  if (!exists) throw itemNotFound()
  demandState(tenant, row, stateOf(tenant, row), 'updateItem')
  const sent = checked('Item', () => readActivities(ctx.body))
  const value = tenant.store.transaction(() => sent.map((one) => add(ctx, row.key, itemId, one)))
  return {
    status: value.some(({ error }) => error !== null) ? 207 : 200,
    body: { '@odata.context': contextOf(ctx, `Collection(${namespace}.externalActivityResult)`), value },
  }
}

export const activityRoutes: Routes = {
  [`POST ${path}/addActivities`]: addActivities,
  [`POST ${path}/${namespace}.addActivities`]: addActivities,
}
