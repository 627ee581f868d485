import type { CallOptions, Graph } from '../../graph/client'
import { findDirectoryGroups } from '../../graph/directory'
import { findUsers } from '../../graph/users'
import type { MemberType } from '../../model/groups/group'
import type { NamedMember } from '../../model/groups/members-text'
import { eachAtOnce } from '../commands/each-at-once'

export interface FoundMember {
  memberId: string
  type: MemberType
  name: string
}

/** Graph allows so many in a batch, and so many batches go at once. */
const lookUpSize = 20
const lookUpsAtOnce = 4
/** So many are remembered, a few megabytes. */
const mostKept = 50_000

type Found = Map<string, FoundMember | null>

/** Who is meant by the names of members. Each is looked up once, and 20 of them in a request. */
export class KnownMembers {
  private users: Found = new Map()
  private groups: Found = new Map()

  constructor(private readonly ingestion: Graph) {}

  /** Each member as the directory knows it, in their order; null when the tenant does not have it. */
  async find(
    members: readonly NamedMember[],
    call: CallOptions = {},
  ): Promise<{ found: FoundMember | null; name: string; type: MemberType }[]> {
    if (this.users.size + this.groups.size > mostKept) this.forget()
    const names = (type: MemberType, known: Found) => [
      ...new Set(
        members.flatMap(({ type: its, name }) => {
          const key = name.toLowerCase()
          return its === type && !known.has(key) ? [key] : []
        }),
      ),
    ]
    await Promise.all([
      each(names('user', this.users), (some) => this.lookUpUsers(some, call)),
      each(names('group', this.groups), (some) => this.lookUpGroups(some, call)),
    ])
    return members.map(({ type, name }) => ({ type, name, found: this.known(type, name) }))
  }

  private known(type: MemberType, name: string): FoundMember | null {
    if (type === 'externalGroup') return { memberId: name, type, name }
    return (type === 'user' ? this.users : this.groups).get(name.toLowerCase()) ?? null
  }

  private forget() {
    this.users = new Map()
    this.groups = new Map()
  }

  private async lookUpUsers(some: readonly string[], call: CallOptions) {
    const users = await findUsers(this.ingestion, some, call)
    for (const key of some) {
      const user = users.get(key)
      this.users.set(
        key,
        user ? { memberId: user.id.toLowerCase(), type: 'user', name: user.userPrincipalName } : null,
      )
    }
  }

  private async lookUpGroups(some: readonly string[], call: CallOptions) {
    const groups = await findDirectoryGroups(this.ingestion, some, call)
    for (const key of some) {
      const group = groups.get(key)
      // Undefined: the app may not read groups. Graph takes the id all the same.
      const name = group?.displayName ?? key
      this.groups.set(key, group === null ? null : { memberId: key, type: 'group', name })
    }
  }
}

async function each(names: readonly string[], lookUp: (some: readonly string[]) => Promise<void>) {
  const parts = Array.from({ length: Math.ceil(names.length / lookUpSize) }, (_, at) =>
    names.slice(at * lookUpSize, (at + 1) * lookUpSize),
  )
  await eachAtOnce(parts, lookUpsAtOnce, lookUp)
}
