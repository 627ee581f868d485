import { and, desc, eq, getTableColumns, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { audit, connections } from '../../db/schema'
import { AuditFilter } from '../../model/activity/filter'
import { query } from '../command'
import { type AuditChange, changeOf } from './audit-change'
import { auditWhere } from './audit-where'

export interface AuditEntry {
  id: number
  at: string
  username: string
  action: string
  target: string | null
  /** The target, if it is a connection that is still there. */
  connectionId: string | null
  outcome: string
  message: string | null
  requestId: string | null
  graphRequestId: string | null
  change: AuditChange | null
}

/** The newest entries of the audit log that the filter asks for, `limit` of them after skipping `offset`. */
export const listAudit = query({
  name: 'listAudit',
  permission: 'activity.read',
  input: AuditFilter.extend({
    limit: z.number().int().min(1).max(200),
    offset: z.number().int().min(0).default(0),
  }),
  on: 'tenant',
  async run({ db }, { limit, offset, ...filter }): Promise<AuditEntry[]> {
    const { oid: _, ...columns } = getTableColumns(audit)
    const rows = await db
      .select({ ...columns, connectionId: connections.id })
      .from(audit)
      .leftJoin(connections, and(eq(connections.id, audit.target), isNull(connections.goneAt)))
      .where(auditWhere(filter))
      .orderBy(desc(audit.id))
      .limit(limit)
      .offset(offset)
    return rows.map(({ at, input, ...row }) => ({ ...row, at: at.toISOString(), change: changeOf(input) }))
  },
})
