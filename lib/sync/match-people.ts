import type { CallOptions, Graph } from '../graph/client'
import { findUsers } from '../graph/users'

const lookUpSize = 20
const lookUpsAtOnce = 4

/** Which of these names the tenant has no user for, in lower case. */
export async function findUnmatched(ingestion: Graph, names: readonly string[], call: CallOptions) {
  const unmatched = new Set<string>()
  const open = [...names]
  const work = async () => {
    for (let some = open.splice(0, lookUpSize); some.length > 0; some = open.splice(0, lookUpSize)) {
      for (const [name, user] of await findUsers(ingestion, some, call)) if (!user) unmatched.add(name)
    }
  }
  await Promise.all(Array.from({ length: lookUpsAtOnce }, work))
  return unmatched
}
