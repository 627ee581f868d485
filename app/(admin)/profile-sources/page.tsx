import type { Metadata } from 'next'
import { ProfileSources } from '@/components/profile-sources/profile-sources'
import { PageHeader } from '@/components/ui/page-header'
import { ReadFailed } from '@/components/ui/read-failed'
import { getGlobalSetting, listProfileSources } from '@/lib/graph/profile-sources'
import { joinPriority } from '@/lib/model/people/source-priority'
import { allows } from '@/lib/model/role'
import { listConnections } from '@/lib/services/connections/look-up'
import { pageContext } from '@/lib/web/page'
import { pageRead } from '@/lib/web/page-read'

export const metadata: Metadata = { title: 'Profile sources' }

export default async function ProfileSourcesPage() {
  const context = await pageContext()
  const { graph, admin } = context
  const read = await pageRead(context, 'read the profile sources', () =>
    Promise.all([getGlobalSetting(graph), listProfileSources(graph), listConnections(context)]),
  )
  if (!read.ok) {
    return (
      <>
        <PageHeader title="Profile sources" />
        <ReadFailed problem={read.problem} title="The list cannot be read." />
      </>
    )
  }
  const readOnly = allows(admin.peopleRole, 'Admin')
    ? null
    : 'Only an Admin or a People Administrator can change profile sources.'
  return <ProfileSources priority={joinPriority(...read.value)} readOnly={readOnly} />
}
