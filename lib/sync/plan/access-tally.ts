import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '../../db/open'
import { acls, ledger } from '../../db/schema'
import { AclFindings } from '../../model/access-check/acl-findings'
import { accessChange, isForEveryone } from '../../model/access-check/widens'
import type { Acl } from '../../model/items/item'
import type { AbortRules } from '../../model/sync/abort-rules'
import { exceedsWidening, type PlannedAccess } from '../../model/sync/planned-access'
import { knownGroupIds } from './known-group-ids'

/** Counts what a plan would change about who may read. */
export class AccessTally {
  private readonly changes = { gains: 0, loses: 0, toEveryone: 0 }
  private newItems = 0
  private moreForEveryone = 0

  private constructor(private readonly found: AclFindings) {}

  static async of(db: Db, connectionId: string): Promise<AccessTally> {
    return new AccessTally(new AclFindings(await knownGroupIds(db, connectionId)))
  }

  /** `before` is the list of last time, of an item that gets another one. */
  add(itemId: string, acl: readonly Acl[], { isNew, before }: { isNew: boolean; before?: readonly Acl[] }) {
    if (isNew) {
      this.newItems += 1
      if (isForEveryone(acl)) this.moreForEveryone += 1
    } else if (before) {
      const { gains, loses, toEveryone } = accessChange(before, acl)
      if (gains) this.changes.gains += 1
      if (loses) this.changes.loses += 1
      if (toEveryone) this.changes.toEveryone += 1
      this.moreForEveryone += Number(isForEveryone(acl)) - Number(isForEveryone(before))
    }
    this.found.add(itemId, acl)
  }

  async result(db: Db, connectionId: string, toDelete: number, rules: AbortRules): Promise<PlannedAccess> {
    const [before, forEveryone] = await Promise.all([
      db.$count(ledger, eq(ledger.connectionId, connectionId)),
      countForEveryone(db, connectionId),
    ])
    return {
      ...this.changes,
      everyone: { before: forEveryone, after: forEveryone + this.moreForEveryone },
      items: { before, after: before + this.newItems - toDelete },
      findings: this.found.all,
      held: exceedsWidening(this.changes.gains, before, rules),
    }
  }
}

/** Items that everyone may read, as they were sent last. */
async function countForEveryone(db: Db, connectionId: string): Promise<number> {
  const has = (type: string, accessType: string) =>
    sql`${acls.entries} @> ${JSON.stringify([{ type, accessType }])}::jsonb`
  const [row] = await db
    .select({ items: sql<number>`count(*)::int` })
    .from(acls)
    .innerJoin(ledger, and(eq(ledger.connectionId, acls.connectionId), eq(ledger.aclHash, acls.hash)))
    .where(
      and(
        eq(acls.connectionId, connectionId),
        sql`(${has('everyone', 'grant')} or ${has('everyoneExceptGuests', 'grant')})`,
        sql`not (${has('everyone', 'deny')} or ${has('everyoneExceptGuests', 'deny')})`,
      ),
    )
  return row?.items ?? 0
}
