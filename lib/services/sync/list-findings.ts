import { and, asc, count, eq, gt } from 'drizzle-orm'
import { z } from 'zod'
import { findings } from '../../db/schema'
import { type FindingsPage, findingKinds } from '../../model/sync/finding'
import { query } from '../command'
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
  async run({ db }, { syncId, kind, after }): Promise<FindingsPage> {
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
    return { groups, items, next: items.length === pageSize ? (items.at(-1)?.itemId ?? null) : null }
  },
})
