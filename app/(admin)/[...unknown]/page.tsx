import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { pageContext } from '@/lib/web/page'

export const metadata: Metadata = { title: 'No such page' }

/** Not found, shown inside the shell to somebody who is signed in. */
export default async function Page() {
  await pageContext()
  notFound()
}
