import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ConnectionHeader } from '@/components/connections/connection-header'
import { readConnection } from '@/components/connections/read'

export async function generateMetadata({
  params,
}: LayoutProps<'/connections/[connectionId]'>): Promise<Metadata> {
  const { connectionId } = await params
  const { read } = await readConnection(connectionId)
  return { title: (read.ok && read.value.connection?.name) || connectionId }
}

export default async function Layout({ params, children }: LayoutProps<'/connections/[connectionId]'>) {
  const { connectionId } = await params
  const { read } = await readConnection(connectionId)
  if (read.ok && !read.value.connection && !read.value.deletion) notFound()
  return (
    <>
      <ConnectionHeader id={connectionId} row={read.ok ? read.value.row : null} />
      {children}
    </>
  )
}
