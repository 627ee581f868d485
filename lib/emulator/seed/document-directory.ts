import { findDirectoryGroup, listDirectoryGroups } from '../directory/group-store'
import { writeJson } from '../kernel/exact-json'
import { listOf, members, optionalText, Wrong } from '../kernel/wrong'
import { isGuid } from '../rules/members'
import type { Tenant } from '../store/tenant'
import { findUser, findUserById } from './accounts'

export function addUser({ store, id: tenantId }: Tenant, user: Record<string, unknown>) {
  const { id = crypto.randomUUID(), userPrincipalName, displayName, mail = userPrincipalName } = user
  if (typeof userPrincipalName !== 'string' || userPrincipalName === '') {
    throw new Wrong('A user has a userPrincipalName.')
  }
  if (findUser(store, userPrincipalName)) throw new Wrong(`There is a user ${userPrincipalName} already.`)
  const body = {
    jobTitle: null,
    department: null,
    accountEnabled: true,
    userType: 'Member',
    ...user,
    id: String(id).toLowerCase(),
    userPrincipalName,
    displayName: displayName ?? userPrincipalName,
    mail,
    tenantId,
  }
  const sql = 'insert or ignore into users (id, userPrincipalName, tenantId, body) values (?, ?, ?, ?)'
  const added = store.run(sql, body.id, userPrincipalName, tenantId, writeJson(body))
  if (added === 0) throw new Wrong(`There is a user with the id ${body.id} already.`)
}

/** Groups of the directory. All groups are created before their members, so that a group can contain a later one. */
export function addDirectoryGroups(tenant: Tenant, values: unknown[]) {
  const groups = values.map((value) => addGroup(tenant, value))
  for (const { id, displayName, held } of groups) {
    for (const member of held) addMember(tenant, { id, displayName }, member)
  }
  return groups.length
}

function addGroup({ store }: Tenant, value: unknown) {
  const { id, displayName, description, members: held, ...rest } = members(value, 'A group of the directory')
  const [unknown] = Object.keys(rest)
  if (unknown !== undefined) throw new Wrong(`A group of the directory has no ${unknown}.`)
  const name = optionalText(displayName, 'displayName')?.trim()
  if (!name) throw new Wrong('A group of the directory has a displayName.')
  const key = (optionalText(id, 'id') ?? crypto.randomUUID()).toLowerCase()
  if (!isGuid(key)) throw new Wrong(`The id of the group ${name} is a GUID.`)
  const body = JSON.stringify({
    displayName: name,
    description: optionalText(description, 'description') ?? null,
  })
  const added = store.run('insert or ignore into directoryGroups (id, body) values (?, ?)', key, body)
  if (added === 0) throw new Wrong(`There is a group with the id ${key} already.`)
  return { id: key, displayName: name, held: listOf(held, `members of ${name}`) }
}

/** Finds a member: a user by principal name or id, a group by id or display name. */
function addMember(tenant: Tenant, group: { id: string; displayName: string }, member: unknown) {
  const key = typeof member === 'string' ? member : ''
  const user = findUser(tenant.store, key) ?? findUserById(tenant.store, key.toLowerCase())
  const inner = findDirectoryGroup(tenant, key) ?? onlyGroup(tenant, key)
  const found = user ? { id: user.id, type: 'user' } : inner && { id: inner.id, type: 'group' }
  if (!found) {
    throw new Wrong(
      `${group.displayName} cannot hold ${JSON.stringify(member)}: no user or group is called so.`,
    )
  }
  const sql = 'insert or ignore into directoryMembers (groupId, memberId, type) values (?, ?, ?)'
  const added = tenant.store.run(sql, group.id, found.id, found.type)
  if (added === 0) throw new Wrong(`${group.displayName} holds ${key} twice.`)
}

function onlyGroup(tenant: Tenant, name: string) {
  const named = listDirectoryGroups(tenant).filter(({ displayName }) => displayName === name)
  if (named.length > 1) throw new Wrong(`There are ${named.length} groups called ${name}: name the id.`)
  return named[0]
}
