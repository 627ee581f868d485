import type { AclEntry } from './acl-rules'

/** Who searches, as access control lists name people. Ids of the directory are in lower case. */
export type Principal = {
  userId: string
  guest: boolean
  /** Whether everyone includes this one. */
  everyone: boolean
  /** Groups of the directory, also those reached through other groups. */
  groups: ReadonlySet<string>
  /** External groups of the connection, nested ones too. */
  externalGroups: ReadonlySet<string>
}

function names({ type, value, identitySource }: AclEntry, principal: Principal): boolean {
  if (type === 'everyone') return principal.everyone
  if (type === 'everyoneExceptGuests') return !principal.guest
  // Beta names an external group as a group of another identity source.
  if (type === 'externalGroup' || identitySource === 'external') return principal.externalGroups.has(value)
  return type === 'user'
    ? value.toLowerCase() === principal.userId
    : principal.groups.has(value.toLowerCase())
}

/**
 * Whether a list lets somebody read: a denial counts more than any grant (docs/graph-contract.md#acl-deny).
 */
export function mayRead(acl: readonly AclEntry[], principal: Principal): boolean {
  const own = acl.filter((entry) => names(entry, principal))
  return (
    own.some(({ accessType }) => accessType === 'grant') &&
    own.every(({ accessType }) => accessType !== 'deny')
  )
}
