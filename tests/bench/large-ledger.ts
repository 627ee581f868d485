import { sql } from 'drizzle-orm'
import { seenConnection } from '@/lib/db/connections'
import { refreshLedgerStatistics } from '@/lib/db/ledger-statistics'
import type { Db } from '@/lib/db/open'
import { syncs } from '@/lib/db/schema'
import type { Mapping } from '@/lib/model/mapping/mapping'
import { SnapshotWriter, type Stores } from '@/lib/snapshots/write-snapshot'
import { connectionId } from './sync-setup'

const groups = 500
const lists = 20_000
const members = 200

/** The id of the nth item. The first half of the ids begins with C, the other with J. */
export const idOf = (n: number, rows: number) => `${n <= rows / 2 ? 'C' : 'J'}${String(n).padStart(7, '0')}`

/**
 * A ledger as many runs leave it: two kinds of items with words of their own, lists that many items share and lists of few,
 * a tenth that is owed, one in a hundred that the last run could not send.
 */
export async function fillLedger(db: Db, rows: number, syncId: string) {
  await db.execute(sql`
    insert into external_groups (connection_id, group_id, display_name, state, created_by)
    select ${connectionId}, 'group' || g, 'Group ' || g, 'there', 'bench' from generate_series(0, ${groups - 1}::int) g`)
  await db.execute(sql`
    insert into group_members (connection_id, group_id, member_id, type, name, state, added_by)
    select ${connectionId}, 'group' || g,
      case when m = 0 then 'group' || (g + 1) % ${groups} else lpad((g * 31 + m)::text, 8, '0') || '-0000-4000-8000-000000000000' end,
      case when m = 0 then 'externalGroup' else 'user' end, 'Member ' || m, 'there', 'bench'
    from generate_series(0, ${groups - 1}::int) g, generate_series(0, ${members - 1}::int) m
    -- Not all are in one circle.
    where m > 0 or g % 10 <> 9`)
  await db.execute(sql`
    insert into acls (connection_id, hash, entries)
    select ${connectionId}, 'list' || n, jsonb_build_array(
      jsonb_build_object('type', 'externalGroup', 'value', 'group' || n % ${groups}, 'accessType', 'grant'),
      jsonb_build_object('type', 'user', 'value', lpad(n::text, 8, '0') || '-0000-4000-8000-000000000000', 'accessType', 'grant'))
    from generate_series(0, ${lists - 1}::int) n`)
  await db.execute(sql`
    insert into ledger (connection_id, item_id, hash, row_hash, mapping_version, parts, size, sync_id, title, url, acl_hash, sent_under)
    select ${connectionId}, (case when n <= ${rows}::int / 2 then 'C' else 'J' end) || lpad(n::text, 7, '0'),
      encode(sha256(n::text::bytea), 'base64'), md5(n::text), 'mapping', repeat('title:abcdef ', 5), 2000 + n % 5000, ${syncId}::uuid,
      (array['Printer in Zürich jams', 'No access to SharePoint', 'Laptop for a starter', 'Password reset', 'Screen is dark'])[1 + n % 5]
        || ', case ' || n % 20000 || case when n % 200000 = 77 then ', zebra' else '' end,
      'https://intranet.contoso.com/' || case when n <= ${rows}::int / 2 then 'wiki/pages/' else 'desk/browse/' end || n,
      'list' || case when n % 2 = 0 then n % 20 else n % ${lists} end,
      case when n > ${rows}::int * 0.9 then 0 else 1 end
    from generate_series(1, ${rows}::int) n`)
  await db.execute(sql`
    insert into debts (connection_id, cause, below, items, detail) values (${connectionId}, 'schemaChange', 1, 0, '{}')`)
  await db.execute(sql`
    insert into sync_errors (sync_id, row, item_id, code, message)
    select ${syncId}::uuid, n, (case when n <= ${rows}::int / 2 then 'C' else 'J' end) || lpad(n::text, 7, '0'), 'invalid', 'Refused.'
    from generate_series(100, ${rows}::int, 100) n`)
  await refreshLedgerStatistics(db, connectionId, rows)
}

/** What the source of all of them held, and the run that read it. */
export async function fillSource(
  stores: Stores,
  rows: number,
  { syncId, mapping }: { syncId: string; mapping: Mapping },
) {
  await seenConnection(stores.db, { id: connectionId, kind: 'content' })
  const source = { connectionId, sourceKind: 'file' as const, sourceName: 'tickets.csv' }
  const writer = await SnapshotWriter.begin(stores, source)
  for (let from = 1; from <= rows; from += 4_000) {
    const numbers = Array.from({ length: Math.min(4_000, rows - from + 1) }, (_, at) => from + at)
    const ids = numbers.map((n) => idOf(n, rows))
    await writer.add(
      ids.map((id, at) => ({
        row: from + at,
        values: { ticketId: id, title: `Ticket ${id}`, url: `https://desk/${id}` },
      })),
      ids,
    )
  }
  const { id: snapshotId } = await writer.finish(true)
  const counts = { read: rows, sent: rows, unchanged: 0, failed: 0 }
  await stores.db.insert(syncs).values({
    ...{ id: syncId, connectionId, snapshotId, mapping, counts, checkpointCounts: counts },
    ...{ sourceKind: 'file', sourceName: 'tickets.csv', status: 'succeeded', startedBy: 'bench' },
    startedAt: new Date(0),
    finishedAt: new Date(),
  })
}
