import { GraphError, itemNotFound } from '../kernel/errors'
import type { Ctx, Routes } from '../kernel/http'
import { type Group, newGroup, readGroup, readIdentity } from '../rules/group-rules'
import { refuse } from '../rules/refusal'
import { type ConnectionRow, ownedConnection } from '../store/state'
import type { Tenant } from '../store/tenant'
import { rulesOf } from '../switches/switches'
import { checked } from './checked'
import { demandState, writableConnection } from './connection-access'
import { contextOf, entity } from './odata'
import { stateOf } from './schema-store'

const path = '/external/connections/:connectionId/groups'
const shapeOf = ({ id }: ConnectionRow) => ({
  context: `connections('${id}')/groups`,
  members: ['id', 'displayName', 'description'],
})

const taken = (message: string) =>
  new GraphError(409, 'Conflict', message, { code: 'AlreadyExists', source: 'Group', message })

const storedGroup = ({ store }: Tenant, { key }: ConnectionRow, id: string) =>
  store.get<{ body: string }>('select body from externalGroups where connectionKey = ? and id = ?', key, id)

export function findGroup(ctx: Ctx, connection: ConnectionRow): Group {
  const row = storedGroup(ctx.tenant, connection, ctx.param('groupId'))
  if (!row) throw itemNotFound('ExternalGroup')
  return JSON.parse(row.body) as Group
}

function refuseTooMany({ store, settings, now }: Tenant) {
  const status = rulesOf(settings).connectionQuotaStatus
  const most = settings.externalGroupsPerTenant
  const held = store.get<{ groups: number | null }>(
    'select sum(groupCount) as groups from connections where goneAt is null or goneAt > ?',
    now(),
  )
  if ((held?.groups ?? 0) < most) return
  throw new GraphError(
    status,
    'QuotaLimitReached',
    `The tenant has reached its limit of ${most} external groups.`,
  )
}

/** The connection, when its groups may be changed: the published matrix says nothing of groups. */
function groupTarget(ctx: Ctx) {
  const row = writableConnection(ctx)
  const follows = rulesOf(ctx.tenant.settings).groupsFollowState === 'yes'
  if (follows) demandState(ctx.tenant, row, stateOf(ctx.tenant, row), 'writeGroup')
  return row
}

export const groupRoutes: Routes = {
  [`POST ${path}`]: (ctx) => {
    const row = groupTarget(ctx)
    const group = checked('Group', () => newGroup(ctx.body))
    const replaced = rulesOf(ctx.tenant.settings).secondGroup === 'accept'
    if (!storedGroup(ctx.tenant, row, group.id)) refuseTooMany(ctx.tenant)
    const added = ctx.tenant.store.run(
      `insert into externalGroups (connectionKey, id, body) values (?, ?, ?)
       on conflict do ${replaced ? 'update set body = excluded.body' : 'nothing'}`,
      row.key,
      group.id,
      JSON.stringify(group),
    )
    if (added === 0) throw taken(`A group with the id '${group.id}' already exists.`)
    return { ...entity(ctx, shapeOf(row), group), status: 201 }
  },

  [`GET ${path}/:groupId`]: (ctx) => {
    const row = ownedConnection(ctx)
    return entity(ctx, shapeOf(row), findGroup(ctx, row))
  },

  [`PATCH ${path}/:groupId`]: (ctx) => {
    const row = groupTarget(ctx)
    const group = findGroup(ctx, row)
    const changed = checked('Group', () => {
      const { id, ...rest } = readGroup(ctx.body)
      if (id !== undefined && id !== group.id) refuse('The id of a group cannot be changed.', 'id')
      return { ...group, ...rest }
    })
    ctx.tenant.store.run(
      'update externalGroups set body = ? where connectionKey = ? and id = ?',
      JSON.stringify(changed),
      row.key,
      group.id,
    )
    return { status: 204 }
  },

  [`DELETE ${path}/:groupId`]: (ctx) => {
    const { store } = ctx.tenant
    const { key, ...row } = groupTarget(ctx)
    const { id } = findGroup(ctx, { key, ...row })
    store.transaction(() => {
      store.run('delete from groupMembers where connectionKey = ? and groupId = ?', key, id)
      store.run('delete from externalGroups where connectionKey = ? and id = ?', key, id)
    })
    return { status: 204 }
  },

  [`POST ${path}/:groupId/members`]: (ctx) => {
    const row = groupTarget(ctx)
    const group = findGroup(ctx, row)
    const rules = rulesOf(ctx.tenant.settings)
    const identity = checked('Group', () => readIdentity(ctx.body, rules))
    const added = ctx.tenant.store.run(
      'insert or ignore into groupMembers (connectionKey, groupId, id, type) values (?, ?, ?, ?)',
      row.key,
      group.id,
      identity.id,
      identity.type,
    )
    if (added === 0 && rules.secondMember === 'refuse')
      throw taken(`'${identity.id}' is a member of the group already.`)
    const context = contextOf(ctx, `connections('${row.id}')/groups('${group.id}')/members/$entity`)
    return { status: 201, body: { '@odata.context': context, ...identity } }
  },

  [`DELETE ${path}/:groupId/members/:identityId`]: (ctx) => {
    const row = groupTarget(ctx)
    const { id } = findGroup(ctx, row)
    const removed = ctx.tenant.store.run(
      'delete from groupMembers where connectionKey = ? and groupId = ? and id = ?',
      row.key,
      id,
      ctx.param('identityId'),
    )
    if (removed === 0) throw itemNotFound('Identity')
    return { status: 204 }
  },
}
