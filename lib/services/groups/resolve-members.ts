import type { NamedMember } from '../../model/groups/members-text'
import { type FoundMember, KnownMembers } from '../../sync/groups/known-members'
import type { Context } from '../context'

/** Who is meant, as the directory knows them, and the names that it does not have. */
export async function resolveMembers(
  { ingestion }: Pick<Context, 'ingestion'>,
  members: readonly NamedMember[],
): Promise<{ found: FoundMember[]; unknown: NamedMember[] }> {
  const found = new Map<string, FoundMember>()
  const unknown: NamedMember[] = []
  for (const { found: one, ...named } of await new KnownMembers(ingestion).find(members))
    if (one) found.set(one.memberId, one)
    else unknown.push(named)
  return { found: [...found.values()], unknown }
}
