import { and, eq, inArray } from 'drizzle-orm'
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
    const expand = async (accessType: Acl['accessType']) => {
      const entries = acl.filter((entry) => entry.accessType === accessType)
      const of = (type: Acl['type']) =>
        entries.filter((entry) => entry.type === type).map(({ value }) => value)
      const external = [...withInnerOf(of('externalGroup'))]
      for (const groupId of of('externalGroup')) {
        const reason = reasonOf(groupId)
        if (reason) unproved.add(reason)
      }
      const members = external.length === 0 ? [] : await membersOf(context, connectionId, external)
      if (members.some(({ state }) => state !== 'there'))
        unproved.add('Graph has not taken all changes of the groups yet.')
      const groups = [
        ...of('group'),
        ...members.filter(({ type }) => type === 'group').map(({ memberId }) => memberId),
      ]
      const people = new Set([
        ...of('user').map((id) => id.toLowerCase()),
        ...members.filter(({ type }) => type === 'user').map(({ memberId }) => memberId),
      ])
      for (const id of await peopleOf(context, groups, unproved)) people.add(id)
      return people
    }
    const [granted, denied] = await Promise.all([expand('grant'), expand('deny')])
    const deniesAll = (type: Acl['type']) =>
      acl.some((entry) => entry.accessType === 'deny' && entry.type === type)
    const grantsAll = (type: Acl['type']) =>
      acl.some((entry) => entry.accessType === 'grant' && entry.type === type)
    if (deniesAll('everyone')) return { all: null, people: 0, denied: denied.size, unproved: [] }
    if (deniesAll('everyoneExceptGuests'))
      unproved.add('Everyone except guests is denied: only guests among them can read it.')
    const all = (['everyone', 'everyoneExceptGuests'] as const).find(grantsAll) ?? null
    return {
      all,
      people: [...granted].filter((id) => !denied.has(id)).length,
      denied: denied.size,
      unproved: [...unproved],
    }
  },
  reveals: () => true,
})

const membersOf = ({ db }: Pick<Context, 'db'>, connectionId: string, groupIds: string[]) =>
  db
    .select({ memberId: groupMembers.memberId, type: groupMembers.type, state: groupMembers.state })
    .from(groupMembers)
    .where(and(eq(groupMembers.connectionId, connectionId), inArray(groupMembers.groupId, groupIds)))

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
