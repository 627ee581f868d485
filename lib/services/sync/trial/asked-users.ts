import type { Users } from '../../../model/mapping/access-from-row'
import { guid, isUpn } from '../../../model/mapping/principal-name'
import { AppError } from '../../../platform/errors'
import type { Ask } from '../../../platform/thread/protocol'

/** So many names one trial looks up, 20 in a request. */
const most = 2_000

/** In a thread: the users of the tenant, whom the other side looks up. */
export function askedUsers(ask: Ask) {
  const asked = new Set<string>()
  return {
    async idsOf(names: readonly string[]): Promise<Users> {
      // What cannot be a name need not be asked for.
      const possible = new Set(names.filter((name) => guid.test(name.trim()) || isUpn(name.trim())))
      for (const name of possible) asked.add(name)
      if (asked.size > most)
        throw new AppError(
          'invalid',
          `These rows name more than ${most.toLocaleString('en')} users, which are too many to look up while somebody waits. Look at one row, by its number.`,
        )
      const found = (possible.size > 0 ? await ask('users', [...possible]) : new Map()) as Users
      return new Map([...names.map((name) => [name.trim().toLowerCase(), null] as const), ...found])
    },
  }
}
