import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { Account } from '@/components/shell/account'
import { DiskNote } from '@/components/shell/disk-note'
import { Shell } from '@/components/shell/shell'
import { themeCookie, themeOf } from '@/components/ui/theme'
import { noPeople, tenantLabel } from '@/lib/model/cloud'
import { env } from '@/lib/platform/env'
import { pageContext } from '@/lib/web/page'

export default async function AdminLayout({ children }: { children: ReactNode }) {
  const [{ actor, blobs }, cookie] = await Promise.all([pageContext(), cookies()])
  const theme = themeOf(cookie.get(themeCookie)?.value)
  return (
    <Shell
      account={<Account actor={actor} tenant={tenantLabel(env())} theme={theme} />}
      people={noPeople(env()) === null}
    >
      {actor.roles.includes('Admin') && <DiskNote disk={await blobs.disk()} />}
      {children}
    </Shell>
  )
}
