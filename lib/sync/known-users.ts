import type { CallOptions, Graph } from '../graph/client'
import { findUsers } from '../graph/users'
import type { Users } from '../model/mapping/access-from-row'

const lookUpSize = 20
const lookUpsAtOnce = 4
/** So many names are kept, a few megabytes. */
const mostKept = 50_000

/** The users of the tenant by name, each looked up once for a run: 20 in a request, which Graph allows for a batch. */
export class KnownUsers {
  private readonly ids = new Map<string, string | null>()

  constructor(private readonly ingestion: Graph) {}

  /** The object ids of these users by their names in lower case; null for those that the tenant does not have. */
  async idsOf(names: readonly string[], call: CallOptions = {}): Promise<Users> {
    const wanted = [...new Set(names.map((name) => name.trim().toLowerCase()))]
    const open = wanted.filter((name) => !this.ids.has(name))
    const found = new Map(wanted.flatMap((name) => this.known(name)))
    const work = async () => {
      for (let some = open.splice(0, lookUpSize); some.length > 0; some = open.splice(0, lookUpSize)) {
        for (const [name, user] of await findUsers(this.ingestion, some, call))
          found.set(name, user?.id ?? null)
      }
    }
    await Promise.all(Array.from({ length: lookUpsAtOnce }, work))
    if (this.ids.size > mostKept) this.ids.clear()
    for (const [name, id] of found) this.ids.set(name, id)
    return found
  }

  private known(name: string): [string, string | null][] {
    const id = this.ids.get(name)
    return id === undefined ? [] : [[name, id]]
  }
}
