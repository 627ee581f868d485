import type { Acl } from '../items/item'
import { guid } from '../mapping/principal-name'

export const aclRules = ['nobody', 'hidden', 'everyone', 'notAnId'] as const
export type AclRule = (typeof aclRules)[number]

/** What each finding means, to an admin. */
export const aclRuleWords: Record<AclRule, string> = {
  nobody: 'Nobody may read it: no entry grants.',
  hidden: 'A denial hides it from everybody who is granted.',
  everyone: 'Everyone may read it, guests too. Use everyone except guests if they are not meant.',
  notAnId: 'A user or group is not named by its object id, so Graph knows nobody by it.',
}

const isAll = ({ type }: Acl) => type === 'everyone' || type === 'everyoneExceptGuests'

/** What is suspicious in an access list, by itself. */
export function lintAcl(acl: readonly Acl[]): AclRule[] {
  const grants = acl.filter(({ accessType }) => accessType === 'grant')
  const denies = acl.filter(({ accessType }) => accessType === 'deny')
  const denied = coveredBy(denies)
  const found: AclRule[] = []
  if (grants.length === 0) found.push('nobody')
  else if (grants.every(denied)) found.push('hidden')
  if (grants.some((grant) => grant.type === 'everyone' && !denied(grant))) found.push('everyone')
  if (acl.some(({ type, value }) => (type === 'user' || type === 'group') && !guid.test(value)))
    found.push('notAnId')
  return found
}

/** Tells whether one of the denials leaves nobody of those that a grant names. A row may name very many of both. */
function coveredBy(denies: readonly Acl[]) {
  const types = new Set(denies.map(({ type }) => type))
  const names = new Set(denies.map(nameOf))
  return (grant: Acl) =>
    types.has('everyone') || (isAll(grant) ? types.has(grant.type) : names.has(nameOf(grant)))
}

const nameOf = ({ type, value }: Acl) => `${type} ${value.toLowerCase()}`
