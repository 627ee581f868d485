import { Card } from '@/components/ui/card'
import { Chip } from '@/components/ui/chip'
import { PageContent } from '@/components/ui/page-content'
import { PageHeader } from '@/components/ui/page-header'
import { RelativeTime } from '@/components/ui/relative-time'
import { Stack, Table } from '@/components/ui/table'
import { TableHead } from '@/components/ui/table-head'
import type { SessionView } from '@/lib/services/sessions/list-sessions'
import { EndButton } from './end-button'

/** Who is signed in where. */
export function SessionsPage({
  sessions,
  everybody,
  graceMinutes,
  username,
}: {
  sessions: readonly SessionView[]
  everybody: boolean
  graceMinutes: number
  username: string
}) {
  const others = sessions.filter((one) => one.username === username && !one.current).length
  return (
    <>
      <PageHeader
        title="Sessions"
        state={
          <span className="text-muted">
            Roles are checked every 15 minutes, and end {graceMinutes} minutes after Entra stops answering
          </span>
        }
        actions={others > 0 && <EndButton what={{ username }} words="End my other sessions" />}
      />
      <PageContent>
        <Card bare>
          <Table label="Sessions">
            <TableHead
              columns={[
                everybody && 'Who',
                'Device',
                'Since',
                'Last seen',
                'Roles confirmed',
                { name: 'End', spoken: true },
              ]}
            />
            <tbody>
              {sessions.map((session) => (
                <tr key={session.id}>
                  {everybody && <td>{session.username}</td>}
                  <td>
                    <Stack>
                      <span className="flex flex-wrap items-center gap-1.5">
                        {session.device}
                        {session.current && <Chip tone="ok">This one</Chip>}
                      </span>
                      <span className="font-mono text-sm text-muted">{session.address}</span>
                    </Stack>
                  </td>
                  <td className="text-muted">
                    <RelativeTime at={session.since} />
                  </td>
                  <td className="text-muted">
                    <RelativeTime at={session.lastSeen} />
                  </td>
                  <td className="text-muted">
                    <RelativeTime at={session.confirmed} />
                  </td>
                  <td className="text-right">
                    {!session.current && <EndButton what={{ id: session.id }} words="End session" />}
                  </td>
                </tr>
              ))}
            </tbody>
          </Table>
        </Card>
      </PageContent>
    </>
  )
}
