import { eq } from 'drizzle-orm'
import type { Db } from '../../db/open'
import { ledger } from '../../db/schema'
import { accessChange } from '../../model/access-check/widens'
import { sentUnder } from '../../model/debts/debt'
import { numberText } from '../../model/number-text'
import type { Problem } from '../../model/problem'
import type { AbortRules } from '../../model/sync/abort-rules'
import { exceedsWidening } from '../../model/sync/planned-access'
import type { Item, Prepared } from '../prepare'
import { listsBefore } from './lists-before'

/** More items would get more readers than may happen unasked. */
export class AccessWidened extends Error {
  constructor(private readonly items: number) {
    super('The run would widen access')
  }

  get problem(): Problem {
    return {
      code: 'conflict',
      message: `${numberText(this.items)} items or more would get readers that they did not have, beyond the limits of a run. What was sent until then stays. This is the plan for the rest; an Admin decides.`,
    }
  }
}

/** Looks at what a run is about to send, without a plan that somebody has approved. */
export class AccessWatch {
  private widened = 0
  private all: number | undefined

  constructor(
    private readonly db: Db,
    private readonly connectionId: string,
    private readonly rules: AbortRules,
  ) {}

  /** Throws AccessWidened before any of these is sent. */
  async look(batch: readonly Prepared[]): Promise<void> {
    const changed = batch.filter((one): one is Item => 'item' in one && wasSent(one))
    const lists = await listsBefore(this.db, this.connectionId, changed)
    if (lists.size === 0) return
    for (const { itemId, item } of changed) {
      const before = lists.get(itemId)
      if (before && accessChange(before, item.acl).gains) this.widened += 1
    }
    if (this.widened <= this.rules.widenItems) return
    this.all ??= await this.db.$count(ledger, eq(ledger.connectionId, this.connectionId))
    if (exceedsWidening(this.widened, this.all, this.rules)) throw new AccessWidened(this.widened)
  }
}

const wasSent = ({ before }: Item) => before !== undefined && before.sentUnder !== sentUnder.lost
