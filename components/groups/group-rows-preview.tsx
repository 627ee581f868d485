'use client'

import type { FileRow } from '@/components/syncs/preview'
import { Table } from '@/components/ui/table'
import { numbers, TableHead } from '@/components/ui/table-head'
import type { GroupFields } from '@/lib/model/groups/group-fields'
import { memberWords } from '@/lib/model/groups/member-words'
import { rowToMember } from '@/lib/model/groups/row-to-member'

const most = 8

/** What the first rows of a source of groups say, by the chosen fields. */
export function GroupRowsPreview({ rows, fields }: { rows: readonly FileRow[]; fields: GroupFields }) {
  return (
    <Table label="What the first rows say" lines>
      <TableHead columns={[...numbers('Row'), 'Group', 'Member', 'Kind']} />
      <tbody>
        {rows.slice(0, most).map(({ row, values, problem }) => {
          const read = problem ? { problem } : rowToMember(values, fields)
          if ('problem' in read)
            return (
              <tr key={row}>
                <td className="num">{row}</td>
                <td colSpan={3} className="whitespace-normal text-bad">
                  {read.problem.message}
                </td>
              </tr>
            )
          return (
            <tr key={row}>
              <td className="num">{row}</td>
              <td>
                <span className="font-mono text-sm break-all">{read.groupId}</span>
                {read.displayName && <span className="text-muted"> {read.displayName}</span>}
              </td>
              <td className="font-mono text-sm">{read.member?.name ?? ''}</td>
              <td className="whitespace-nowrap">
                {read.member ? memberWords[read.member.type] : 'Names a group only'}
              </td>
            </tr>
          )
        })}
      </tbody>
    </Table>
  )
}
