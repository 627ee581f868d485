import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { pageContext } from '@/lib/web/page'

export const metadata: Metadata = { title: 'No such page' }

/** Whatever has no page: said inside of the shell, to who is signed in. */
export default async function Page() {
  await pageContext()
  notFound()
}
