import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Suspense } from 'react'
import { ConnectionHeader } from '@/components/connections/connection-header'
import { readConnection } from '@/components/connections/read'

type Props = LayoutProps<'/connections/[connectionId]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { connectionId } = await params
  const read = await readConnection(connectionId)
  return { title: (read.ok && read.value.connection?.name) || connectionId }
}

export default async function Layout({ params, children }: Props) {
  const { connectionId } = await params
  return (
    <>
      <Suspense fallback={<ConnectionHeader id={connectionId} row={null} />}>
        <Header connectionId={connectionId} />
      </Suspense>
      {children}
    </>
  )
}

async function Header({ connectionId }: { connectionId: string }) {
  const read = await readConnection(connectionId)
  if (read.ok && !read.value.connection && !read.value.deletion) notFound()
  return <ConnectionHeader id={connectionId} row={read.ok ? read.value.row : null} />
}
