import { and, eq, ne, sql } from 'drizzle-orm'
import { z } from 'zod'
import { groupMembers } from '../../db/schema'
import { peopleIn } from '../../graph/directory'
import type { ReaderCount } from '../../model/access-check/count-readers'
import { openReasons, withInner } from '../../model/access-check/known-groups'
import type { Acl } from '../../model/items/item'
import { AppError } from '../../platform/errors'
import { query } from '../command'
import { ConnectionId } from '../connection-id'
import type { Context } from '../context'
import { accessList } from './access-list'
import { knownGroups } from './known-groups'

/** Groups of Entra that are asked for their people; more would take minutes. */
const mostGroups = 50
/** So many of them are looked for in the store. */
const mostKnown = 1_000

/** How many people may read an item: groups of Entra and external groups are expanded and counted. */
export const countReaders = query({
  name: 'countReaders',
  permission: 'access.check',
  input: z.object({ connectionId: ConnectionId, itemId: z.string().min(1).max(128) }),
  on: ({ connectionId }) => connectionId,
  async run(context, { connectionId, itemId }): Promise<ReaderCount> {
    const { acl } = await accessList(context, connectionId, itemId)
    const nobody = { id: '', groups: new Map<string, string>() }
    const known = await knownGroups(context, connectionId, nobody, [acl])
    const withInnerOf = withInner(known.links)
    const reasonOf = openReasons(known, true)
    const unproved = new Set<string>()
    const expand = async (accessType: Acl['accessType']): Promise<Side> => {
      const entries = acl.filter((entry) => entry.accessType === accessType)
      const of = (type: Acl['type']) =>
        entries.filter((entry) => entry.type === type).map(({ value }) => value)
      const external = [...withInnerOf(of('externalGroup'))]
      for (const groupId of of('externalGroup')) {
        const reason = reasonOf(groupId)
        if (reason) unproved.add(reason)
      }
      const { groups, settled } = await insideOf(context, connectionId, external)
      if (!settled) unproved.add('Graph has not taken all changes of the groups yet.')
      const ids = await peopleOf(context, [...of('group'), ...groups], unproved)
      return { external, ids: [...of('user').map((id) => id.toLowerCase()), ...ids] }
    }
    const [granted, denied] = await Promise.all([expand('grant'), expand('deny')])
    const counted = await countPeople(context, connectionId, granted, denied)
    const deniesAll = (type: Acl['type']) =>
      acl.some((entry) => entry.accessType === 'deny' && entry.type === type)
    const grantsAll = (type: Acl['type']) =>
      acl.some((entry) => entry.accessType === 'grant' && entry.type === type)
    if (deniesAll('everyone')) return { all: null, people: 0, denied: counted.denied, unproved: [] }
    if (deniesAll('everyoneExceptGuests'))
      unproved.add('Everyone except guests is denied: only guests among them can read it.')
    const all = (['everyone', 'everyoneExceptGuests'] as const).find(grantsAll) ?? null
    return {
      all,
      ...counted,
      unproved: [...unproved],
    }
  },
  reveals: () => true,
})

/** Those whom entries of one kind name: by external groups, and people one by one. */
interface Side {
  external: string[]
  ids: string[]
}

const membersOf = (connectionId: string, groupIds: readonly string[]) =>
  and(
    eq(groupMembers.connectionId, connectionId),
    sql`${groupMembers.groupId} in (select json_array_elements_text(${JSON.stringify(groupIds)}::json))`,
  )

/** The groups of Entra in external groups, and whether Graph has all that the store says of these. */
async function insideOf({ db }: Pick<Context, 'db'>, connectionId: string, external: readonly string[]) {
  if (external.length === 0) return { groups: [], settled: true }
  const members = membersOf(connectionId, external)
  const [groups, unsettled] = await Promise.all([
    db
      .selectDistinct({ id: groupMembers.memberId })
      .from(groupMembers)
      .where(and(members, eq(groupMembers.type, 'group')))
      .limit(mostKnown),
    db
      .select({ id: groupMembers.memberId })
      .from(groupMembers)
      .where(and(members, ne(groupMembers.state, 'there')))
      .limit(1),
  ])
  return { groups: groups.map(({ id }) => id), settled: unsettled.length === 0 }
}

/** Counted where they are: a group may have a million members. */
async function countPeople(
  { db }: Pick<Context, 'db'>,
  connectionId: string,
  granted: Side,
  denied: Side,
): Promise<{ people: number; denied: number }> {
  const people = ({ external, ids }: Side) =>
    sql`(select ${groupMembers.memberId} as id from ${groupMembers}
      where ${membersOf(connectionId, external)} and ${groupMembers.type} = 'user'
      union select json_array_elements_text(${JSON.stringify(ids)}::json))`
  const [counted] = await db
    .select({
      people: sql<number>`(select count(*)::int from (${people(granted)} except ${people(denied)}) may)`,
      denied: sql<number>`(select count(*)::int from ${people(denied)} not_may)`,
    })
    .from(sql`(select 1) one`)
  return counted ?? { people: 0, denied: 0 }
}

async function peopleOf({ ingestion }: Pick<Context, 'ingestion'>, groups: string[], unproved: Set<string>) {
  const ids = [...new Set(groups.map((id) => id.toLowerCase()))]
  if (ids.length > mostGroups)
    unproved.add(`Only ${mostGroups} of ${ids.length} groups of Entra were counted.`)
  const found = await Promise.all(
    ids.slice(0, mostGroups).map((id) =>
      peopleIn(ingestion, id).catch((error: unknown) => {
        if (!(error instanceof AppError)) throw error
        // A group that is gone holds nobody.
        if (error.code !== 'not-found') unproved.add(error.message)
        return []
      }),
    ),
  )
  return found.flat().map(({ id }) => id.toLowerCase())
}
