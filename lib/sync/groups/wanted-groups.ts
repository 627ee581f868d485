import { and, eq, inArray } from 'drizzle-orm'
import type { Db } from '../../db/open'
import { externalGroups } from '../../db/schema'
import type { GroupFields } from '../../model/groups/group-fields'
import { rowToMember } from '../../model/groups/row-to-member'
import { readRecords } from '../../snapshots/read-snapshot'
import type { SnapshotRow, Stores } from '../../snapshots/write-snapshot'

/** Names that a source gives a group; null where it does not say. */
interface SaidOf {
  displayName: string | null
  description: string | null
}

/** The groups that a snapshot names, each as the first of its rows says. */
export async function namedGroups(
  stores: Stores,
  snapshot: SnapshotRow,
  fields: GroupFields,
): Promise<Map<string, SaidOf>> {
  const named = new Map<string, SaidOf>()
  for await (const records of readRecords(stores, snapshot)) {
    for (const { values, problem } of records) {
      if (problem) continue
      const read = rowToMember(values, fields)
      if ('problem' in read || named.has(read.groupId)) continue
      named.set(read.groupId, { displayName: read.displayName, description: read.description })
    }
  }
  return named
}

export interface WantedGroup {
  groupId: string
  displayName: string
  description: string
}

export interface GroupsWanted {
  create: WantedGroup[]
  /** Of them, those that Graph had before: all of their members have to be added again. */
  lost: ReadonlySet<string>
  rename: WantedGroup[]
  /** An admin has asked to delete them: their members cannot be added. */
  deleting: Set<string>
}

const atOnce = 1_000

/** What has to be done with groups themselves, so that the store has them as their source says. */
export async function compareGroups(
  db: Db,
  connectionId: string,
  named: ReadonlyMap<string, SaidOf>,
  lost: ReadonlySet<string>,
): Promise<GroupsWanted> {
  const wanted: GroupsWanted = { create: [], lost, rename: [], deleting: new Set() }
  const all = [...named]
  for (let at = 0; at < all.length; at += atOnce) {
    const some = all.slice(at, at + atOnce)
    const kept = await db
      .select()
      .from(externalGroups)
      .where(
        and(
          eq(externalGroups.connectionId, connectionId),
          inArray(
            externalGroups.groupId,
            some.map(([groupId]) => groupId),
          ),
        ),
      )
    const known = new Map(kept.map((group) => [group.groupId, group]))
    for (const [groupId, said] of some) {
      const group = known.get(groupId)
      const displayName = said.displayName ?? group?.displayName ?? groupId
      const description = said.description ?? group?.description ?? ''
      const as = { groupId, displayName, description }
      if (!group || (group.state === 'there' && lost.has(groupId))) wanted.create.push(as)
      else if (group.state === 'deleting') wanted.deleting.add(groupId)
      else if (group.displayName !== displayName || group.description !== description) wanted.rename.push(as)
    }
  }
  return wanted
}
