import type { FieldValues } from '@/lib/model/mapping/field-value'
import type { Mapping } from '@/lib/model/mapping/mapping'
import type { PreviewRow } from '@/lib/model/mapping/preview'
import { rowToItem } from '@/lib/model/mapping/row-to-item'
import type { ConnectorSchema } from '@/lib/model/schema/schema'

export interface FileRow {
  row: number
  values: FieldValues
  /** Why the row could not be read. */
  problem?: { message: string; field?: string }
}

export interface PreviewContext {
  mapping: Mapping
  schema: ConnectorSchema
  contentCategory: string | null | undefined
  tenantId: string
}

/** The rows as items; ids that come twice among them are marked on the later one. */
export function previewRows(rows: FileRow[], context: PreviewContext): PreviewRow[] {
  const first = new Map<string, number>()
  return rows.map(({ row, values, problem: unread }) => {
    if (unread) {
      const told = { severity: 'error', field: unread.field ?? 'item', message: unread.message } as const
      return { row, itemId: null, item: null, body: null, problems: [told] }
    }
    const made = rowToItem({ row: values, ...context })
    const { itemId } = made
    // A row that cannot be sent does not take its id from another.
    if (itemId === null || made.item === null) return { row, ...made }
    const twice = first.get(itemId)
    if (twice === undefined) {
      first.set(itemId, row)
      return { row, ...made }
    }
    const message = `itemId: "${itemId}" is the id of row ${twice} already. Ids have to be unique: map another column.`
    const problem = { severity: 'error', field: 'itemId', message } as const
    return { row, ...made, item: null, problems: [...made.problems, problem] }
  })
}

/** Marks the rows whose account the tenant does not have. */
export const withAccounts = (rows: PreviewRow[], missing: ReadonlySet<string>): PreviewRow[] =>
  rows.map((row) => {
    if (!row.upn || !missing.has(row.upn.toLowerCase())) return row
    const message = `No user of the tenant is called ${row.upn}. Correct the cell, or map another column to the account.`
    return {
      ...row,
      item: null,
      problems: [...row.problems, { severity: 'error', field: 'account', message } as const],
    }
  })
