'use client'

import { X } from 'lucide-react'
import { Chip } from '@/components/ui/chip'
import { IconButton } from '@/components/ui/icon-button'
import { Link } from '@/components/ui/link'
import { RelativeTime } from '@/components/ui/relative-time'
import { Stack, Table } from '@/components/ui/table'
import { TableHead } from '@/components/ui/table-head'
import type { MemberRow } from '@/lib/model/groups/group'
import { memberColumns, memberWords } from '@/lib/model/groups/member-words'
import { groupAddress } from './queries'

/** Who is in a group. */
export function MemberTable({
  connectionId,
  members,
  noEdit,
  onRemove,
}: {
  connectionId: string
  members: readonly MemberRow[]
  noEdit: string | null
  onRemove: (member: MemberRow) => void
}) {
  return (
    <Table label="Members">
      <TableHead columns={[...memberColumns, { name: 'Actions', spoken: true }]} />
      <tbody>
        {members.map((member) => (
          <tr key={member.memberId}>
            <td>
              <Stack>
                {member.type === 'externalGroup' ? (
                  <Link
                    href={groupAddress(connectionId, member.memberId)}
                    className="font-medium hover:underline"
                  >
                    {member.name}
                  </Link>
                ) : (
                  <span className="font-medium [overflow-wrap:anywhere]">{member.name}</span>
                )}
                {member.name !== member.memberId && (
                  <span className="font-mono text-sm break-all text-muted">{member.memberId}</span>
                )}
              </Stack>
            </td>
            <td>
              <Stack>
                {memberWords[member.type]}
                {member.fromSource && <span className="text-sm text-muted">From the source</span>}
              </Stack>
            </td>
            <td>
              <MemberState member={member} />
            </td>
            <td className="num">
              <IconButton
                label={`Remove ${member.name}`}
                disabledReason={noEdit ?? (member.state === 'removing' ? 'Is being removed already' : null)}
                onClick={() => onRemove(member)}
              >
                <X aria-hidden />
              </IconButton>
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

const words = { adding: 'Being added', removing: 'Being removed', there: 'In Graph' }

function MemberState({ member: { state, problem, nextAt } }: { member: MemberRow }) {
  if (!problem) return <Chip tone={state === 'there' ? 'ok' : 'busy'}>{words[state]}</Chip>
  return (
    <Stack>
      <span>
        <Chip tone={nextAt ? 'busy' : 'bad'}>{nextAt ? words[state] : 'Not taken'}</Chip>
      </span>
      <span className="max-w-md text-sm whitespace-normal text-muted">
        {problem.message}
        {nextAt && (
          <>
            {' '}
            Tried again <RelativeTime at={nextAt} />.
          </>
        )}
      </span>
    </Stack>
  )
}
