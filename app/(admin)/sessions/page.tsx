import type { Metadata } from 'next'
import { SessionsPage } from '@/components/sessions/sessions-page'
import { ReadFailed } from '@/components/ui/read-failed'
import { listSessions } from '@/lib/services/sessions/list-sessions'
import { pageContext, pageRead } from '@/lib/web/page'

export const metadata: Metadata = { title: 'Sessions' }

export default async function Page() {
  const context = await pageContext()
  const read = await pageRead(context, listSessions, {})
  if (!read.ok) return <ReadFailed problem={read.problem} title="The sessions cannot be shown." />
  return <SessionsPage {...read.value} username={context.actor.username} />
}
