import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { SignIn } from '@/components/signing-in/sign-in'
import { env } from '@/lib/platform/env'
import { tenantLabel } from '@/lib/web/cloud'
import { currentAccount } from '@/lib/web/page'
import { returnPath } from '@/lib/web/return-to'
import { isAdmin } from '@/lib/web/session'

export const metadata: Metadata = { title: 'Sign in' }

type Search = Promise<Record<string, string | string[] | undefined>>

export default async function Page({ searchParams }: { searchParams: Search }) {
  const { returnTo, error, ref } = await searchParams
  const target = returnPath(one(returnTo), env().origin)
  const account = await currentAccount()
  if (account && !error) redirect(isAdmin(account) ? target : '/no-access')
  return <SignIn tenant={tenantLabel()} returnTo={target} error={one(error)} reference={one(ref)} />
}

const one = (value: string | string[] | undefined) => (typeof value === 'string' ? value : undefined)
