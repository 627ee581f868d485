import { forceState } from '../faults/effects'
import { GraphError } from '../kernel/errors'
import type { Gateway } from '../kernel/gateway'
import { listOf, members, optionalText, Wrong } from '../kernel/wrong'
import type { Tenant } from '../store/tenant'
import { findApp, listApps } from './apps'
import { addApp } from './document-apps'
import { addDirectoryGroups, addUser } from './document-directory'

type Parts = { tenant: Tenant; gateway: Gateway }
type Apply = (method: string, path: string, body: unknown, what: string) => void

/**
 * Adds what a document holds to the tenant, all of it or nothing: users, directory groups, apps,
 * connections with schema, groups and items, profile sources and their order. It follows the rules of Graph, so that nothing can be seeded that a
 * client could not have made; only time is skipped, and the state of a connection can be forced.
 */
export function seedDocument({ tenant, gateway }: Parts, value: unknown) {
  const { users, directoryGroups, apps, connections, profileSources, prioritizedSourceUrls, ...rest } =
    members(value)
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
    const directory = addDirectoryGroups(tenant, listOf(directoryGroups, 'directoryGroups'))
    const registered = listOf(apps, 'apps').map((app) => addApp(tenant.store, app))
    const made = listOf(connections, 'connections').map((one) => {
      const { ownerAppId, items, ...connection } = members(one, 'A connection')
      const owner = optionalText(ownerAppId, 'ownerAppId') ?? everything
      if (!findApp(tenant.store, owner)) throw new Wrong(`There is no app ${owner}.`)
      const groups = addConnection(tenant, applyAs(owner), connection)
      return {
        id: String(connection.id),
        owner,
        groups,
        items: listOf(items, 'items'),
        state: connection.state,
      }
    })
    const apply = applyAs(everything)
    for (const source of listOf(profileSources, 'profileSources')) {
      apply('POST', '/admin/people/profileSources', source, 'A profile source')
    }
    if (prioritizedSourceUrls !== undefined) {
      const path = '/admin/people/profilePropertySettings/00000000-0000-0000-0000-000000000001'
      apply('PATCH', path, { prioritizedSourceUrls }, 'prioritizedSourceUrls')
    }
    // After the sources: a source that is registered later does not get earlier items.
    for (const { id, owner, items, state } of made) {
      addItems(applyAs(owner), id, items)
      if (state !== undefined) forceTo(tenant, id, state)
    }
    const total = (numbers: number[]) => numbers.reduce((sum, number) => sum + number, 0)
    return {
      connections: made.length,
      items: total(made.map(({ items }) => items.length)),
      groups: total(made.map(({ groups }) => groups)),
      directoryGroups: directory,
      apps: registered.map(({ name, clientId, clientSecret }) => ({ name, clientId, clientSecret })),
    }
  })
}

/** Returns how many groups it has. */
function addConnection(tenant: Tenant, apply: Apply, value: Record<string, unknown>) {
  const { schema, state: _, groups, ...connection } = value
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
  return allGroups.length
}

function addItems(apply: Apply, connectionId: string, items: unknown[]) {
  const path = `/external/connections/${encodeURIComponent(connectionId)}/items`
  for (const item of items) {
    const { id: itemId, ...body } = members(item, 'An item')
    const id = String(itemId)
    apply('PUT', `${path}/${encodeURIComponent(id)}`, body, `Item ${id} of ${connectionId}`)
  }
}

function forceTo(tenant: Tenant, connectionId: string, state: unknown) {
  if (state !== 'limitExceeded' && state !== 'obsolete') {
    throw new Wrong('state is limitExceeded or obsolete.')
  }
  forceState(tenant, connectionId, state)
}
