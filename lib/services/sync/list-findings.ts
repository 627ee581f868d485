import { and, asc, count, eq, gt } from 'drizzle-orm'
import { z } from 'zod'
import { findings } from '../../db/schema'
import { type FindingsPage, findingKinds } from '../../model/sync/finding'
import { query } from '../command'
import { maskedText, shownTo } from './people-data'
import { connectionOfSync } from './views'

const pageSize = 100

/** What a check against Graph has found: how many of each kind, and a page of one kind after an item id. */
export const listFindings = query({
  name: 'listFindings',
  permission: 'connections.read',
  input: z.object({
    syncId: z.uuid(),
    kind: z.enum(findingKinds).optional(),
    after: z.string().max(200).default(''),
  }),
  on: ({ syncId }, { db }) => connectionOfSync(db, syncId),
  async run(context, { syncId, kind, after }): Promise<FindingsPage & { personal: boolean }> {
    const { db } = context
    const shown = await shownTo(context, await connectionOfSync(db, syncId))
    const ofRun = eq(findings.syncId, syncId)
    const groups = await db
      .select({ kind: findings.kind, state: findings.state, count: count() })
      .from(findings)
      .where(ofRun)
      .groupBy(findings.kind, findings.state)
    const items = await db
      .select({ itemId: findings.itemId, kind: findings.kind, title: findings.title, what: findings.what })
      .from(findings)
      .where(and(ofRun, kind === undefined ? undefined : eq(findings.kind, kind), gt(findings.itemId, after)))
      .orderBy(asc(findings.itemId))
      .limit(pageSize)
    return {
      groups,
      personal: shown === 'personal' && items.length > 0,
      items: shown === 'masked' ? items.map(maskedItem) : items,
      next: items.length === pageSize ? (items.at(-1)?.itemId ?? null) : null,
    }
  },
  reveals: ({ personal }) => personal,
})

/** Of people data both may name somebody. */
const maskedItem = <T extends { itemId: string; title: string | null }>(item: T): T => ({
  ...item,
  itemId: maskedText(item.itemId),
  title: maskedText(item.title),
})
