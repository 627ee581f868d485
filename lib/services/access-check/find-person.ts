import { transitiveGroupsOf } from '../../graph/directory'
import { findPerson as findUser } from '../../graph/users'
import type { Person } from '../../model/access-check/access-of'
import { AppError } from '../../platform/errors'
import type { Context } from '../context'

export interface FoundPerson extends Person {
  principalName: string
  /** Why their groups of Entra are not known. */
  problem: string | null
}

/** Somebody with their groups of Entra, through other groups too. Throws `not-found`. */
export async function findPerson(
  { ingestion }: Pick<Context, 'ingestion'>,
  text: string,
): Promise<FoundPerson> {
  const user = ['', '.', '..'].includes(text) ? null : await findUser(ingestion, text)
  if (!user) throw new AppError('not-found', `The tenant has nobody called ${text}.`, { field: 'person' })
  const { groups, problem } = await groupsOf(ingestion, user.id)
  return {
    id: user.id.toLowerCase(),
    name: user.displayName ?? user.userPrincipalName,
    principalName: user.userPrincipalName,
    guest: user.userType ? user.userType === 'Guest' : null,
    groups,
    problem,
  }
}

async function groupsOf(ingestion: Context['ingestion'], userId: string) {
  try {
    const found = await transitiveGroupsOf(ingestion, userId)
    const groups = new Map(found.map(({ id, displayName }) => [id.toLowerCase(), displayName ?? id]))
    return { groups, problem: null }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { groups: null, problem: error.message }
  }
}
