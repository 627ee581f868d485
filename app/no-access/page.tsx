import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { NoAccess } from '@/components/signing-in/no-access'
import { allows, Role } from '@/lib/model/role'
import { tenantLabel } from '@/lib/web/cloud'
import { currentAccount } from '@/lib/web/page'

export const metadata: Metadata = { title: 'No access' }

type Search = Promise<Record<string, string | string[] | undefined>>

export default async function Page({ searchParams }: { searchParams: Search }) {
  const account = await currentAccount()
  if (!account) redirect('/sign-in')
  const needs = Role.catch('Reader').parse((await searchParams).needs)
  const { username, name, role } = account
  if (role && allows(role, needs)) redirect('/')
  return <NoAccess tenant={tenantLabel()} account={{ username, name, role }} needs={needs} />
}
