import { Link } from '@/components/ui/link'
import { Stack, Table } from '@/components/ui/table'
import { TableHead } from '@/components/ui/table-head'
import type { GroupRow } from '@/lib/model/groups/group'
import { numberText } from '@/lib/model/number-text'
import { GroupChip } from './group-chip'
import { groupAddress } from './queries'

export const groupColumns = ['Group', 'State', 'Members', 'Used by items'] as const

/** External groups of a connection. */
export function GroupTable({ connectionId, groups }: { connectionId: string; groups: readonly GroupRow[] }) {
  return (
    <Table label="Groups">
      <TableHead columns={groupColumns.map((name, at) => (at > 1 ? { name, num: true as const } : name))} />
      <tbody>
        {groups.map((group) => (
          <tr key={group.groupId}>
            <td>
              <Stack>
                <Link
                  href={groupAddress(connectionId, group.groupId)}
                  className="max-w-md truncate font-medium hover:underline"
                >
                  {group.displayName}
                </Link>
                <span className="font-mono text-sm break-all text-muted">{group.groupId}</span>
              </Stack>
            </td>
            <td>
              <GroupChip group={group} />
            </td>
            <td className="num">
              {numberText(group.members)}
              {!group.membersKnown && ' or more'}
            </td>
            <td className="num">{numberText(group.items)}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
