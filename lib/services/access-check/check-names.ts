import { and, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { externalGroups } from '../../db/schema'
import { findDirectoryGroups } from '../../graph/directory'
import { findUsers } from '../../graph/users'
import type { Acl } from '../../model/items/item'
import { guid } from '../../model/mapping/principal-name'
import { query } from '../command'
import { ConnectionId } from '../connection-id'
import type { Context } from '../context'
import { accessList } from './access-list'

/** Names that are looked up; a list with more is looked at in part. */
const mostNames = 400

export interface NamesView {
  checked: number
  /** Names that were not looked up. */
  left: number
  findings: string[]
}

/** Whether those whom an access list names are there: people, groups of Entra, external groups; and which are guests. */
export const checkNames = query({
  name: 'checkNames',
  permission: 'access.check',
  input: z.object({ connectionId: ConnectionId, itemId: z.string().min(1).max(128) }),
  on: ({ connectionId }) => connectionId,
  async run(context, { connectionId, itemId }): Promise<NamesView> {
    const { acl } = await accessList(context, connectionId, itemId)
    const named = acl.filter(({ type }) => type !== 'everyone' && type !== 'everyoneExceptGuests')
    const some = named.slice(0, mostNames)
    const findings = await Promise.all([
      ofUsers(context, valuesOf(some, 'user')),
      ofGroups(context, valuesOf(some, 'group')),
      ofExternalGroups(context, connectionId, valuesOf(some, 'externalGroup')),
    ])
    return { checked: some.length, left: named.length - some.length, findings: findings.flat() }
  },
  reveals: () => true,
})

const valuesOf = (acl: readonly Acl[], type: Acl['type']) => [
  ...new Set(acl.filter((entry) => entry.type === type).map(({ value }) => value)),
]

const noId = (value: string) => `${value} is no object id, so Graph knows nobody by it.`

async function ofUsers({ ingestion }: Pick<Context, 'ingestion'>, values: string[]): Promise<string[]> {
  const ids = values.filter((value) => guid.test(value))
  const users = await findUsers(ingestion, ids)
  return values.flatMap((value) => {
    const user = users.get(value.toLowerCase())
    if (!guid.test(value)) return [noId(value)]
    if (!user) return [`The tenant has no person ${value}.`]
    return /#EXT#/i.test(user.userPrincipalName) ? [`${user.userPrincipalName} is a guest.`] : []
  })
}

async function ofGroups({ ingestion }: Pick<Context, 'ingestion'>, values: string[]): Promise<string[]> {
  const groups = await findDirectoryGroups(
    ingestion,
    values.filter((value) => guid.test(value)),
  )
  return values.flatMap((value) => {
    if (!guid.test(value)) return [noId(value)]
    if (!groups.has(value)) return [`Graph did not tell whether it has the group ${value}.`]
    return groups.get(value) ? [] : [`The tenant has no group ${value}.`]
  })
}

async function ofExternalGroups(
  { db }: Pick<Context, 'db'>,
  connectionId: string,
  values: string[],
): Promise<string[]> {
  if (values.length === 0) return []
  const known = await db
    .select({ groupId: externalGroups.groupId })
    .from(externalGroups)
    .where(and(eq(externalGroups.connectionId, connectionId), inArray(externalGroups.groupId, values)))
  const ids = new Set(known.map(({ groupId }) => groupId))
  return values
    .filter((value) => !ids.has(value))
    .map((value) => `The console does not know the external group ${value}.`)
}
