import type { Role } from '../model/role'
import { AppError } from '../platform/errors'
import { type Permission, scopeOf } from './permissions'
import { allows, rolesThatAllow, roleTitles } from './roles'

/** Who acts. */
export interface Actor {
  oid: string
  username: string
  name: string
  /** Held for the whole tenant. */
  roles: readonly Role[]
  /** Roles that are limited to one connection each. */
  grants: readonly Grant[]
  /** The session that asks; none for a schedule. */
  sessionId?: string
}

export interface Grant {
  role: Role
  connectionId: string
}

/** What is acted on; without a connection it is the tenant. */
export interface Where {
  connectionId?: string
}

/** Whether the actor may do it there. A grant counts for its own connection only, and never for the tenant. */
export const can = (actor: Actor, permission: Permission, { connectionId }: Where = {}): boolean =>
  actor.roles.some((role) => allows(role, permission)) ||
  (scopeOf(permission) === 'connection' &&
    actor.grants.some((grant) => grant.connectionId === connectionId && allows(grant.role, permission)))

/** Whether there is any place where the actor may do it. */
export const canSomewhere = (actor: Actor, permission: Permission): boolean =>
  can(actor, permission) || actor.grants.some((grant) => can(actor, permission, grant))

/** Whether the console is open to the actor at all. */
export const hasAccess = ({ roles, grants }: Pick<Actor, 'roles' | 'grants'>) =>
  roles.length > 0 || grants.length > 0

/** Why the actor may not do it there, as a sentence, or null. */
export function whyNot(actor: Actor, permission: Permission, where: Where = {}): string | null {
  if (can(actor, permission, where)) return null
  return `This needs the role ${roleNeeded(permission)}; you are signed in as ${heldBy(actor, where)}.`
}

/** Throws `forbidden`, with what is needed, unless the actor may do it there. */
export function need(actor: Actor, permission: Permission, where: Where = {}): void {
  if (can(actor, permission, where)) return
  const message = `This needs the role ${roleNeeded(permission)}; yours is ${heldBy(actor, where)}.`
  throw new AppError('forbidden', message)
}

/** The least role in its words; where a special one allows it too, both. */
export const roleNeeded = (permission: Permission) => {
  const [least = 'Admin', ...others] = rolesThatAllow(permission)
  const special = least === 'PeopleAdmin' && others.includes('Admin')
  return special ? `Admin or ${roleTitles.PeopleAdmin}` : roleTitles[least]
}

const heldBy = ({ roles, grants }: Actor, { connectionId }: Where) => {
  const held = new Set([...roles, ...grants.filter((one) => one.connectionId === connectionId).map(roleOf)])
  return [...held].map((role) => roleTitles[role]).join(' and ') || 'none'
}

const roleOf = ({ role }: Grant) => role
