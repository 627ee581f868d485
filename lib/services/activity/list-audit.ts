import { desc, getTableColumns } from 'drizzle-orm'
import { z } from 'zod'
import { audit } from '../../db/schema'
import { query } from '../command'

export interface AuditEntry {
  id: number
  at: string
  username: string
  action: string
  target: string | null
  outcome: string
  message: string | null
  requestId: string | null
  graphRequestId: string | null
}

/** The newest entries of the audit log, `limit` of them after skipping `offset`. */
export const listAudit = query({
  name: 'listAudit',
  permission: 'activity.read',
  input: z.object({
    limit: z.number().int().min(1).max(200),
    offset: z.number().int().min(0).default(0),
  }),
  on: 'tenant',
  async run({ db }, { limit, offset }): Promise<AuditEntry[]> {
    const { oid: _, input: __, ...columns } = getTableColumns(audit)
    const rows = await db.select(columns).from(audit).orderBy(desc(audit.id)).limit(limit).offset(offset)
    return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }))
  },
})
