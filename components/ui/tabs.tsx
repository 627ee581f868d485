'use client'

import { usePathname } from 'next/navigation'
import { Link } from './link'

export interface TabLink {
  href: string
  label: string
  /** This tab also stands for the pages below it. */
  nested?: boolean
  /** Another address that it stands for. */
  also?: string
}

/** Tabs that are links: each is a page with its own address. */
export function Tabs({
  label,
  tabs,
  current,
}: {
  label: string
  tabs: readonly TabLink[]
  current?: string
}) {
  const path = usePathname()
  const isCurrent = (tab: TabLink) =>
    current === undefined
      ? path === tab.href || path === tab.also || (tab.nested === true && path.startsWith(`${tab.href}/`))
      : tab.href === current
  return (
    <nav aria-label={label} className="flex gap-5 overflow-x-auto [scrollbar-width:none]">
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          aria-current={isCurrent(tab) ? 'page' : undefined}
          className="border-b-2 border-transparent py-2 whitespace-nowrap text-muted -outline-offset-2 hover:text-ink aria-[current]:border-accent aria-[current]:font-medium aria-[current]:text-ink"
        >
          {tab.label}
        </Link>
      ))}
    </nav>
  )
}
