import { groupAnswer, groupShape, objectShape, userAnswer, userShape } from '../directory/answers'
import { findDirectoryGroup, listDirectoryGroups } from '../directory/group-store'
import { allMembers, directMembers, groupsOf, type Member, parentsOf } from '../directory/membership'
import { findServicePrincipal } from '../directory/service-principals'
import type { Ctx, Handler, Routes } from '../kernel/http'
import { isGuid, type Json, readBoolean, readList, readMembers, readText } from '../rules/members'
import { refuse } from '../rules/refusal'
import type { Tenant } from '../store/tenant'
import { checked } from './checked'
import { collection, contextOf, entity } from './odata'
import { findUser } from './user-store'
import { resourceNotFound, userOf } from './users'

const maxIds = 1000

function groupOf(ctx: Ctx) {
  const group = findDirectoryGroup(ctx.tenant, ctx.param('groupId'))
  if (!group) throw resourceNotFound(ctx.param('groupId'))
  return group
}

const userObject = (tenant: Tenant, id: string): Json | undefined => {
  const user = findUser(tenant, id)
  const answer = user && userAnswer(user)
  return answer && { '@odata.type': '#microsoft.graph.user', ...pick(answer, userShape.byDefault) }
}

const groupObject = (tenant: Tenant, id: string): Json | undefined => {
  const group = findDirectoryGroup(tenant, id)
  return group && { '@odata.type': '#microsoft.graph.group', ...groupAnswer(group) }
}

const pick = (row: Json, names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, row[name]]))

function objects(ctx: Ctx, path: string, members: Member[]) {
  const rows = members
    .map(({ id, type }) => (type === 'user' ? userObject : groupObject)(ctx.tenant, id))
    .filter((row) => row !== undefined)
  return collection(ctx, path, objectShape, rows)
}

const membersOf =
  (list: typeof directMembers, word: string): Handler =>
  (ctx) => {
    const { id } = groupOf(ctx)
    return objects(ctx, `/groups/${id}/${word}`, list(ctx.tenant, id))
  }

const asGroups = (ids: string[]) => ids.map((id) => ({ id, type: 'group' as const }))

const userIdOf = (ctx: Ctx, mine: boolean) =>
  userOf(ctx, mine ? (ctx.caller.userId ?? '') : ctx.param('userId')).id

const groupsOfUser =
  (list: typeof groupsOf, word: string, mine: boolean): Handler =>
  (ctx) => {
    const id = userIdOf(ctx, mine)
    return objects(ctx, mine ? `/me/${word}` : `/users/${id}/${word}`, asGroups(list(ctx.tenant, id)))
  }

const memberGroups =
  (mine: boolean): Handler =>
  (ctx) => {
    const id = userIdOf(ctx, mine)
    checked('Directory', () => {
      const { securityEnabledOnly } = readMembers(ctx.body, 'getMemberGroups', ['securityEnabledOnly'])
      return readBoolean(securityEnabledOnly, 'securityEnabledOnly')
    })
    return {
      status: 200,
      body: { '@odata.context': contextOf(ctx, 'Collection(Edm.String)'), value: groupsOf(ctx.tenant, id) },
    }
  }

/** Unknown ids are left out of the answer. */
const getByIds: Handler = (ctx) => {
  const { ids, types } = checked('Directory', () => {
    const sent = readMembers(ctx.body, 'getByIds', ['ids', 'types'])
    const read = readList(sent.ids, 'ids', (id, target) =>
      isGuid(id) ? id.toLowerCase() : refuse(`'${target}' has to be a GUID.`, target),
    )
    if (read.length > maxIds) refuse(`At most ${maxIds} ids can be looked up at once.`, 'ids')
    const kinds = sent.types == null ? [] : readList(sent.types, 'types', readText)
    return { ids: [...new Set(read)], types: kinds.map((type) => type.toLowerCase()) }
  })
  const wants = (type: string) =>
    types.length === 0 || types.includes(type) || types.includes('directoryobject')
  const value = ids.flatMap((id) => {
    const found =
      (wants('user') && userObject(ctx.tenant, id)) ||
      (wants('group') && groupObject(ctx.tenant, id)) ||
      (wants('serviceprincipal') && findServicePrincipal(ctx.tenant, id))
    return found ? [found] : []
  })
  return { status: 200, body: { '@odata.context': contextOf(ctx, 'directoryObjects'), value } }
}

export const directoryRoutes: Routes = {
  'GET /groups': (ctx) =>
    collection(ctx, '/groups', groupShape, listDirectoryGroups(ctx.tenant).map(groupAnswer)),
  'GET /groups/:groupId': (ctx) => entity(ctx, groupShape, groupAnswer(groupOf(ctx))),
  'GET /groups/:groupId/members': membersOf(directMembers, 'members'),
  'GET /groups/:groupId/transitiveMembers': membersOf(allMembers, 'transitiveMembers'),
  'GET /users/:userId/memberOf': groupsOfUser(parentsOf, 'memberOf', false),
  'GET /users/:userId/transitiveMemberOf': groupsOfUser(groupsOf, 'transitiveMemberOf', false),
  'GET /me/memberOf': groupsOfUser(parentsOf, 'memberOf', true),
  'GET /me/transitiveMemberOf': groupsOfUser(groupsOf, 'transitiveMemberOf', true),
  'POST /users/:userId/getMemberGroups': memberGroups(false),
  'POST /me/getMemberGroups': memberGroups(true),
  'POST /directoryObjects/getByIds': getByIds,
}
