import { and, asc, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { oweLost } from '../../db/debts'
import type { Db } from '../../db/open'
import { findings, ledger } from '../../db/schema'
import { findingKinds, remedies } from '../../model/sync/finding'
import { AppError } from '../../platform/errors'
import { command } from '../command'
import { connectionOfSync } from './views'

const pageSize = 2_000

/**
 * Decides about the items of one kind that a check has found: the next full run sends them again (`owe`), or the console
 * forgets that it has sent them.
 */
export const settleFindings = command({
  name: 'settleFindings',
  changes: 'console',
  permission: 'sync.run',
  input: z.object({ syncId: z.uuid(), kind: z.enum(findingKinds), how: z.enum(['owe', 'forget']) }),
  on: ({ syncId }, { db }) => connectionOfSync(db, syncId),
  async run({ db, before, after }, { syncId, kind, how }) {
    if (!remedies[kind].includes(how)) throw new AppError('invalid', 'That cannot be done about these items.')
    const connectionId = await connectionOfSync(db, syncId)
    const open = and(eq(findings.syncId, syncId), eq(findings.kind, kind), eq(findings.state, 'open'))
    const items = await db.$count(findings, open)
    if (items === 0) throw new AppError('conflict', 'Nothing of this kind is open any more.')
    before({ kind, open: items })
    for (;;) {
      const page = await db
        .select({ itemId: findings.itemId })
        .from(findings)
        .where(open)
        .orderBy(asc(findings.itemId))
        .limit(pageSize)
      if (page.length === 0) break
      const itemIds = page.map(({ itemId }) => itemId)
      await settle(db, connectionId, itemIds, how === 'forget' ? how : kind)
      const state = how === 'forget' ? 'forgotten' : 'owed'
      await db
        .update(findings)
        .set({ state })
        .where(and(eq(findings.syncId, syncId), inArray(findings.itemId, itemIds)))
    }
    after({ kind, how })
    return { items }
  },
})

async function settle(tx: Db, connectionId: string, itemIds: string[], how: string) {
  const these = and(eq(ledger.connectionId, connectionId), inArray(ledger.itemId, itemIds))
  if (how === 'forget') await tx.delete(ledger).where(these)
  // It is there, so a run replaces it: it looks as if something else had been sent.
  else if (how === 'changed')
    await tx.update(ledger).set({ hash: '', rowHash: null, parts: null }).where(these)
  else await oweLost(tx, connectionId, itemIds)
}
