'use client'

import NextLink from 'next/link'
import { useRouter } from 'next/navigation'
import type { ComponentProps } from 'react'

export type LinkProps = Omit<ComponentProps<typeof NextLink>, 'href' | 'prefetch'> & { href: string }

/**
 * A link to another page, which is fetched ahead once the pointer or the focus is on it. Fetched as soon as it is in
 * sight, which is Next's way, the code of all pages that a page leads to is a part of what it transfers.
 */
export function Link({ href, ...rest }: LinkProps) {
  const router = useRouter()
  const fetchAhead = () => router.prefetch(href)
  return <NextLink {...rest} href={href} prefetch={false} onPointerEnter={fetchAhead} onFocus={fetchAhead} />
}
