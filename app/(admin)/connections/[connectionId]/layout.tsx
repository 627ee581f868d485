import { notFound } from 'next/navigation'
import { Suspense } from 'react'
import { ConnectionHeader } from '@/components/connections/connection-header'
import { readConnection } from '@/components/connections/read'
import { findName } from '@/lib/services/connections/find-name'
import { pageContext, pageRead } from '@/lib/web/page'

type Props = LayoutProps<'/connections/[connectionId]'>

export default async function Layout({ params, children }: Props) {
  const { connectionId } = await params
  const known = await pageRead(await pageContext(), findName, { connectionId })
  const name = known.ok ? known.value : null
  return (
    <>
      <Suspense fallback={<ConnectionHeader id={connectionId} name={name} row={null} />}>
        <Header connectionId={connectionId} name={name} />
      </Suspense>
      {children}
    </>
  )
}

async function Header({ connectionId, name }: { connectionId: string; name: string | null }) {
  const read = await readConnection(connectionId)
  if (read.ok && !read.value.connection && !read.value.deletion) notFound()
  return <ConnectionHeader id={connectionId} name={name} row={read.ok ? read.value.row : null} />
}
