import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { SignIn } from '@/components/signing-in/sign-in'
import { hasAccess } from '@/lib/access/can'
import { tenantLabel } from '@/lib/model/cloud'
import { env } from '@/lib/platform/env'
import { currentActor } from '@/lib/web/page'
import { returnPath } from '@/lib/web/return-to'

export const metadata: Metadata = { title: 'Sign in' }

type Search = Promise<Record<string, string | string[] | undefined>>

export default async function Page({ searchParams }: { searchParams: Search }) {
  const { returnTo, error, ref } = await searchParams
  const target = returnPath(one(returnTo), env().origin)
  const actor = await currentActor()
  if (actor && !error) redirect(hasAccess(actor) ? target : '/no-access')
  return <SignIn tenant={tenantLabel(env())} returnTo={target} error={one(error)} reference={one(ref)} />
}

const one = (value: string | string[] | undefined) => (typeof value === 'string' ? value : undefined)
