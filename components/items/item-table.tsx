import { Chip } from '@/components/ui/chip'
import { Link } from '@/components/ui/link'
import { RelativeTime } from '@/components/ui/relative-time'
import { Stack, Table } from '@/components/ui/table'
import { TableHead } from '@/components/ui/table-head'
import type { ItemRow } from '@/lib/model/items/item-list'
import { readersText } from '@/lib/model/items/readers'
import { sizeText } from '@/lib/model/number-text'

export const itemColumns = ['Item', 'State', 'Who may read', 'Sent', 'Size'] as const

/** Items as they were sent last. */
export function ItemTable({ connectionId, items }: { connectionId: string; items: readonly ItemRow[] }) {
  const base = `/connections/${encodeURIComponent(connectionId)}`
  return (
    <Table label="Items">
      <TableHead
        columns={itemColumns.map((name) => (name === 'Size' ? { name, num: true as const } : name))}
      />
      <tbody>
        {items.map(({ itemId, title, acl, size, syncId, sentAt, owed, byHand, failure }) => (
          <tr key={itemId}>
            <td>
              <Stack>
                <Link
                  href={`${base}/items/${encodeURIComponent(itemId)}`}
                  className="max-w-md truncate font-medium hover:underline"
                >
                  {title ?? itemId}
                </Link>
                {title !== null && <span className="font-mono text-sm break-all text-muted">{itemId}</span>}
                {failure && (
                  <span className="max-w-md text-sm text-muted">
                    {failure.message ?? 'The last run could not send it.'}{' '}
                    <Link href={`${base}/sync/${failure.syncId}`} className="underline">
                      Row {failure.row}
                    </Link>
                  </span>
                )}
              </Stack>
            </td>
            <td>
              {failure ? (
                <Chip tone="bad">Failed</Chip>
              ) : owed ? (
                <Chip tone="warn">To be sent again</Chip>
              ) : (
                <Chip tone="ok">Sent</Chip>
              )}
            </td>
            <td className="min-w-36">
              {acl ? readersText(acl) : <span className="text-muted">Known after the next run</span>}
            </td>
            <td>
              {byHand ? (
                <>
                  <RelativeTime at={sentAt} />, by hand
                </>
              ) : (
                <Link href={`${base}/sync/${syncId}`} className="hover:underline">
                  <RelativeTime at={sentAt} />
                </Link>
              )}
            </td>
            <td className="num">{size === null ? '–' : sizeText(size)}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
