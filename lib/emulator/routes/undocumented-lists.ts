import { methodNotAllowed } from '../kernel/errors'
import { parseJson } from '../kernel/exact-json'
import type { Ctx, Handler, Routes } from '../kernel/http'
import type { Json } from '../rules/members'
import { type ConnectionRow, type OperationRow, ownedConnection } from '../store/state'
import { rulesOf } from '../switches/switches'
import { findGroup } from './groups'
import { collection, contextOf, nextLink, pageStart } from './odata'
import { operationAnswer } from './schema'

const path = '/external/connections/:connectionId'

/**
 * Lists that Graph's metadata and SDKs have, and no page of its documentation: what they answer is not known.
 */
const listed =
  (list: (ctx: Ctx, row: ConnectionRow) => ReturnType<Handler>): Handler =>
  (ctx) => {
    const row = ownedConnection(ctx)
    if (rulesOf(ctx.tenant.settings).undocumentedLists === 'answer') return list(ctx, row)
    throw methodNotAllowed().because('No page of the documentation has this list.')
  }

export const undocumentedLists: Routes = {
  [`GET ${path}/items`]: listed(listItems),

  [`GET ${path}/groups`]: listed((ctx, { key, id }) => {
    const sql = 'select body from externalGroups where connectionKey = ? order by id'
    const rows = ctx.tenant.store.all<{ body: string }>(sql, key).map(({ body }) => JSON.parse(body) as Json)
    const members = ['id', 'displayName', 'description']
    const place = `/external/connections/${id}/groups`
    return collection(ctx, place, { context: `connections('${id}')/groups`, members }, rows)
  }),

  [`GET ${path}/groups/:groupId/members`]: listed((ctx, row) => {
    const { id } = findGroup(ctx, row)
    const sql = 'select id, type from groupMembers where connectionKey = ? and groupId = ? order by id'
    const context = `connections('${row.id}')/groups('${id}')/members`
    const rows = ctx.tenant.store.all<{ id: string; type: string }>(sql, row.key, id)
    const place = `/external/connections/${row.id}/groups/${id}/members`
    return collection(ctx, place, { context, members: ['id', 'type'] }, rows)
  }),

  [`GET ${path}/operations`]: listed((ctx, { key, id }) => {
    const sql = 'select * from operations where connectionKey = ? order by startedAt, rowid'
    const rows = ctx.tenant.store.all<OperationRow>(sql, key).map((one) => operationAnswer(ctx.tenant, one))
    const context = `connections('${id}')/operations`
    const place = `/external/connections/${id}/operations`
    return collection(ctx, place, { context, members: ['id', 'status', 'error'] }, rows)
  }),
}

/** There may be a million of them, so only one page is read. */
function listItems(ctx: Ctx, { key, id }: ConnectionRow) {
  const { start, size } = pageStart(ctx)
  const sql = 'select id, body from items where connectionKey = ? order by id limit ? offset ?'
  const rows = ctx.tenant.store.all<{ id: string; body: string }>(sql, key, size + 1, start)
  const value = rows.slice(0, size).map((row) => ({ id: row.id, ...(parseJson(row.body) as Json) }))
  const more = rows.length > size
  return {
    status: 200,
    body: {
      '@odata.context': contextOf(ctx, `connections('${id}')/items`),
      ...(more
        ? { '@odata.nextLink': nextLink(ctx, `/external/connections/${id}/items`, start + size) }
        : {}),
      value,
    },
  }
}
