import { UsersRound } from 'lucide-react'
import type { Metadata } from 'next'
import { ProfileSources } from '@/components/profile-sources/profile-sources'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { ReadFailed } from '@/components/ui/read-failed'
import { whyNot } from '@/lib/access/can'
import { noPeople } from '@/lib/model/cloud'
import { env } from '@/lib/platform/env'
import { readProfileSources } from '@/lib/services/profile-sources/read-profile-sources'
import { pageContext, pageRead } from '@/lib/web/page'

export const metadata: Metadata = { title: 'Profile sources' }

export default async function ProfileSourcesPage({ searchParams }: PageProps<'/profile-sources'>) {
  const context = await pageContext('profileSources.read')
  const notHere = noPeople(env())
  if (notHere) {
    return (
      <>
        <PageHeader title="Profile sources" />
        <EmptyState icon={<UsersRound aria-hidden />} title="Not in this cloud">
          {notHere}
        </EmptyState>
      </>
    )
  }
  const read = await pageRead(context, readProfileSources, {})
  if (!read.ok) {
    return (
      <>
        <PageHeader title="Profile sources" />
        <ReadFailed problem={read.problem} title="The list cannot be read." />
      </>
    )
  }
  const { register } = await searchParams
  return (
    <ProfileSources
      priority={read.value}
      readOnly={whyNot(context.actor, 'profileSources.register')}
      register={typeof register === 'string' ? register : null}
    />
  )
}
