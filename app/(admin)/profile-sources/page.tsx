import type { Metadata } from 'next'
import { ProfileSources } from '@/components/profile-sources/profile-sources'
import { listConnections } from '@/lib/graph/connections'
import { getGlobalSetting, listProfileSources } from '@/lib/graph/profile-sources'
import { allows } from '@/lib/model/role'
import { joinPriority } from '@/lib/model/source-priority'
import { pageContext } from '@/lib/web/page'

export const metadata: Metadata = { title: 'Profile sources' }

export default async function ProfileSourcesPage() {
  const { graph, admin } = await pageContext()
  const [setting, sources, connections] = await Promise.all([
    getGlobalSetting(graph),
    listProfileSources(graph),
    listConnections(graph),
  ])
  const readOnly = allows(admin.peopleRole, 'Admin')
    ? null
    : 'Only an Admin or a People Administrator can change profile sources.'
  return <ProfileSources priority={joinPriority(setting, sources, connections)} readOnly={readOnly} />
}
