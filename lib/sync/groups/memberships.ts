import { setImmediate as breath } from 'node:timers/promises'
import type { CallOptions } from '../../graph/client'
import type { GroupFields } from '../../model/groups/group-fields'
import { type GroupRowRead, rowToMember } from '../../model/groups/row-to-member'
import { SeenIds } from '../../snapshots/seen'
import type { StagedRecord } from '../../snapshots/staged'
import type { RowError } from '../record-progress'
import type { FoundMember, KnownMembers } from './known-members'
import { membershipId } from './membership-id'

/** A row that names a group, with the member of it if it names one. `first`: no row before it has said the same. */
export interface NamedRow {
  row: number
  groupId: string
  member: FoundMember | null
  first: boolean
}

export type MembershipRow = NamedRow | { row: number; error: RowError }

const batchSize = 500

/** Reads the memberships that a snapshot holds, in the order of its rows, and remembers them. */
export class Memberships {
  readonly seen = new SeenIds()
  /** Rows that do not tell what they are about: any membership may be in them. */
  untold = 0

  constructor(
    private readonly fields: GroupFields,
    private readonly known: KnownMembers,
    private readonly call: CallOptions,
  ) {}

  async *read(records: AsyncIterable<StagedRecord[]>): AsyncGenerator<MembershipRow[]> {
    for await (const some of records) {
      for (let at = 0; at < some.length; at += batchSize) {
        // A pause between batches lets the portal answer requests.
        await breath()
        this.call.signal?.throwIfAborted()
        yield await this.readBatch(some.slice(at, at + batchSize))
      }
    }
  }

  private async readBatch(records: readonly StagedRecord[]): Promise<MembershipRow[]> {
    const read = records.map(({ values, problem }) =>
      problem ? { problem } : rowToMember(values, this.fields),
    )
    const members = read.flatMap((one) => ('problem' in one || !one.member ? [] : [one.member]))
    const found = (await this.known.find(members, this.call))[Symbol.iterator]()
    return records.map(({ row }, at) => {
      const one = read[at]
      if (!one || 'problem' in one) {
        this.untold += 1
        return { row, error: { itemId: null, code: 'invalid-value', message: '', ...one?.problem } }
      }
      return this.nameOf(row, one, one.member ? found.next().value?.found : null)
    })
  }

  private nameOf(
    row: number,
    { groupId, member }: GroupRowRead,
    found: FoundMember | null | undefined,
  ): MembershipRow {
    if (!member) return { row, groupId, member: null, first: false }
    if (!found) {
      const message = `The tenant has no ${kinds[member.type]} ${member.name}. Correct the row, or delete it.`
      return { row, error: { itemId: groupId, code: 'unknown-member', message, field: this.fields.member } }
    }
    const first = this.seen.add(membershipId(groupId, found.memberId), row) === undefined
    return { row, groupId, member: found, first }
  }
}

const kinds = { user: 'user', group: 'group', externalGroup: 'external group' }
