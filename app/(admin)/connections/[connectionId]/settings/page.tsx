import { notFound } from 'next/navigation'
import { DeletionView } from '@/components/connections/deletion-view'
import { readConnection } from '@/components/connections/read'
import { SettingsPage } from '@/components/connections/settings-page'
import { PageContent } from '@/components/ui/page-content'
import { ProblemNote } from '@/components/ui/problem-note'
import { ReloadButton } from '@/components/ui/reload-button'

export default async function Page({ params }: PageProps<'/connections/[connectionId]/settings'>) {
  const { connectionId } = await params
  const { admin, read } = await readConnection(connectionId)
  if (!read.ok) {
    return (
      <PageContent>
        <ProblemNote
          title="The connection cannot be read."
          problem={read.problem}
          actions={<ReloadButton />}
        />
      </PageContent>
    )
  }
  const { connection, facts, deletion } = read.value
  if (deletion && (!connection || deletion.status !== 'completed')) {
    return <DeletionView deletion={deletion} role={admin.role} />
  }
  if (!connection) notFound()
  return <SettingsPage connection={connection} facts={facts} admin={admin} />
}
