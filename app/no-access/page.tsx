import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { NoAccess } from '@/components/signing-in/no-access'
import { canSomewhere } from '@/lib/access/can'
import { permissions } from '@/lib/access/permissions'
import { tenantLabel } from '@/lib/model/cloud'
import { env } from '@/lib/platform/env'
import { currentActor } from '@/lib/web/page'

export const metadata: Metadata = { title: 'No access' }

type Search = Promise<Record<string, string | string[] | undefined>>

export default async function Page({ searchParams }: { searchParams: Search }) {
  const actor = await currentActor()
  if (!actor) redirect('/sign-in')
  const { needs } = await searchParams
  const permission = permissions.find((one) => one === needs) ?? 'connections.read'
  if (canSomewhere(actor, permission)) redirect('/')
  return <NoAccess tenant={tenantLabel(env())} actor={actor} permission={permission} />
}
