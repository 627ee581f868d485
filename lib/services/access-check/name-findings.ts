import { and, eq, inArray } from 'drizzle-orm'
import { externalGroups } from '../../db/schema'
import { findDirectoryGroups } from '../../graph/directory'
import { findUsers } from '../../graph/users'
import type { Acl } from '../../model/items/item'
import { guid } from '../../model/mapping/principal-name'
import type { Context } from '../context'

export interface NameFinding {
  type: 'user' | 'group' | 'externalGroup'
  value: string
  message: string
}

/** Whether those whom access entries name are there: people, groups of Entra, external groups; and which are guests. */
export async function nameFindings(
  context: Pick<Context, 'db' | 'ingestion'>,
  connectionId: string,
  acl: readonly Acl[],
): Promise<NameFinding[]> {
  const findings = await Promise.all([
    ofUsers(context, valuesOf(acl, 'user')),
    ofGroups(context, valuesOf(acl, 'group')),
    ofExternalGroups(context, connectionId, valuesOf(acl, 'externalGroup')),
  ])
  return findings.flat()
}

const valuesOf = (acl: readonly Acl[], type: Acl['type']) => [
  ...new Set(acl.filter((entry) => entry.type === type).map(({ value }) => value)),
]

const noId = (value: string) => `${value} is no object id, so Graph knows nobody by it.`

async function ofUsers({ ingestion }: Pick<Context, 'ingestion'>, values: string[]): Promise<NameFinding[]> {
  const ids = values.filter((value) => guid.test(value))
  const users = await findUsers(ingestion, ids)
  const found = (value: string, message: string): NameFinding[] => [{ type: 'user', value, message }]
  return values.flatMap((value) => {
    const user = users.get(value.toLowerCase())
    if (!guid.test(value)) return found(value, noId(value))
    if (!user) return found(value, `The tenant has no person ${value}.`)
    const { userPrincipalName } = user
    return /#EXT#/i.test(userPrincipalName) ? found(value, `${userPrincipalName} is a guest.`) : []
  })
}

async function ofGroups({ ingestion }: Pick<Context, 'ingestion'>, values: string[]): Promise<NameFinding[]> {
  const groups = await findDirectoryGroups(
    ingestion,
    values.filter((value) => guid.test(value)),
  )
  const found = (value: string, message: string): NameFinding[] => [{ type: 'group', value, message }]
  return values.flatMap((value) => {
    if (!guid.test(value)) return found(value, noId(value))
    if (!groups.has(value)) return found(value, `Graph did not tell whether it has the group ${value}.`)
    return groups.get(value) ? [] : found(value, `The tenant has no group ${value}.`)
  })
}

async function ofExternalGroups(
  { db }: Pick<Context, 'db'>,
  connectionId: string,
  values: string[],
): Promise<NameFinding[]> {
  if (values.length === 0) return []
  const known = await db
    .select({ groupId: externalGroups.groupId })
    .from(externalGroups)
    .where(and(eq(externalGroups.connectionId, connectionId), inArray(externalGroups.groupId, values)))
  const ids = new Set(known.map(({ groupId }) => groupId))
  return values
    .filter((value) => !ids.has(value))
    .map((value) => ({
      type: 'externalGroup',
      value,
      message: `The console does not know the external group ${value}.`,
    }))
}
