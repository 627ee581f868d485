import { findDirectoryGroups } from '../../graph/directory'
import { findUsers } from '../../graph/users'
import type { MemberType } from '../../model/groups/group'
import type { NamedMember } from '../../model/groups/members-text'
import type { Context } from '../context'

export interface FoundMember {
  memberId: string
  type: MemberType
  name: string
}

/** Who is meant, as the directory knows them, and the names that it does not have. */
export async function resolveMembers(
  { ingestion }: Pick<Context, 'ingestion'>,
  members: readonly NamedMember[],
): Promise<{ found: FoundMember[]; unknown: NamedMember[] }> {
  const of = (type: MemberType) => members.filter((member) => member.type === type).map(({ name }) => name)
  const [users, groups] = await Promise.all([
    findUsers(ingestion, of('user')),
    findDirectoryGroups(ingestion, [...new Set(of('group').map((id) => id.toLowerCase()))]),
  ])
  const found = new Map<string, FoundMember>()
  const unknown: NamedMember[] = []
  for (const { type, name } of members) {
    const key = name.toLowerCase()
    if (type === 'externalGroup') found.set(name, { memberId: name, type, name })
    else if (type === 'user') {
      const user = users.get(key)
      if (!user) unknown.push({ type, name })
      else found.set(user.id, { memberId: user.id.toLowerCase(), type, name: user.userPrincipalName })
    } else {
      const group = groups.get(key)
      // Undefined: the app may not read groups. Graph takes the id all the same.
      if (group === null) unknown.push({ type, name })
      else found.set(key, { memberId: key, type, name: group?.displayName ?? key })
    }
  }
  return { found: [...found.values()], unknown }
}
