import { GraphError } from './errors'
import { forceState } from './fault-effects'
import type { Gateway } from './gateway'
import { findApp, findUser, listApps } from './seed'
import type { Tenant } from './tenant'
import { listOf, members, optionalText, Wrong } from './wrong'

type Parts = { tenant: Tenant; gateway: Gateway }
type Apply = (method: string, path: string, body: unknown, what: string) => void

/**
 * Adds what a document holds to the tenant, all of it or nothing: users, connections with schema, groups and
 * items, profile sources and their order. It follows the rules of Graph, so that nothing can be seeded that a
 * client could not have made; only time is skipped, and the state of a connection can be forced.
 */
export function seedDocument({ tenant, gateway }: Parts, value: unknown) {
  const { users, connections, profileSources, prioritizedSourceUrls, ...rest } = members(value)
  const [unknown] = Object.keys(rest)
  if (unknown !== undefined) throw new Wrong(`A seed has no ${unknown}.`)
  const applyAs = (appId: string): Apply => {
    return (method, path, body, what) => {
      try {
        gateway.apply(appId, method, path, body)
      } catch (error) {
        if (!(error instanceof GraphError)) throw error
        throw new Wrong(`${what}: ${[error.message, error.inner.message].filter(Boolean).join(' ')}`)
      }
    }
  }
  const everything = listApps(tenant.store)[0]?.clientId ?? ''
  return tenant.store.transaction(() => {
    for (const user of listOf(users, 'users')) addUser(tenant, members(user, 'A user'))
    const counts = { connections: 0, items: 0, groups: 0 }
    for (const one of listOf(connections, 'connections')) {
      const { ownerAppId, ...connection } = members(one, 'A connection')
      const owner = optionalText(ownerAppId, 'ownerAppId') ?? everything
      if (!findApp(tenant.store, owner)) throw new Wrong(`There is no app ${owner}.`)
      const added = addConnection(tenant, applyAs(owner), connection)
      counts.connections += 1
      counts.items += added.items
      counts.groups += added.groups
    }
    const apply = applyAs(everything)
    for (const source of listOf(profileSources, 'profileSources')) {
      apply('POST', '/admin/people/profileSources', source, 'A profile source')
    }
    if (prioritizedSourceUrls !== undefined) {
      const path = '/admin/people/profilePropertySettings/00000000-0000-0000-0000-000000000001'
      apply('PATCH', path, { prioritizedSourceUrls }, 'prioritizedSourceUrls')
    }
    return counts
  })
}

function addConnection(tenant: Tenant, apply: Apply, value: Record<string, unknown>) {
  const { schema, state, items, groups, ...connection } = value
  const id = String(connection.id)
  const path = `/external/connections/${encodeURIComponent(id)}`
  apply('POST', '/external/connections', connection, `Connection ${id}`)
  if (schema !== undefined) {
    apply('PATCH', `${path}/schema`, schema, `The schema of ${id}`)
    tenant.store.run(
      'update operations set endsAt = startedAt where connectionKey = (select key from connections where id = ?)',
      id,
    )
  }
  const allGroups = listOf(groups, 'groups')
  for (const group of allGroups) {
    const { members: identities, ...rest } = members(group, 'A group')
    apply('POST', `${path}/groups`, rest, `Group ${String(rest.id)} of ${id}`)
    for (const identity of listOf(identities, 'members')) {
      const to = `${path}/groups/${encodeURIComponent(String(rest.id))}/members`
      apply('POST', to, identity, `A member of group ${String(rest.id)} of ${id}`)
    }
  }
  const allItems = listOf(items, 'items')
  for (const item of allItems) {
    const { id: itemId, ...body } = members(item, 'An item')
    apply(
      'PUT',
      `${path}/items/${encodeURIComponent(String(itemId))}`,
      body,
      `Item ${String(itemId)} of ${id}`,
    )
  }
  if (state !== undefined) {
    if (state !== 'limitExceeded' && state !== 'obsolete') {
      throw new Wrong('state is limitExceeded or obsolete.')
    }
    forceState(tenant, id, state)
  }
  return { items: allItems.length, groups: allGroups.length }
}

function addUser({ store, id: tenantId }: Tenant, user: Record<string, unknown>) {
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
  const added = store.run(sql, body.id, userPrincipalName, tenantId, JSON.stringify(body))
  if (added === 0) throw new Wrong(`There is a user with the id ${body.id} already.`)
}
