'use client'

import { BellRing, Cable, History, House, Search, UsersRound } from 'lucide-react'
import { usePathname } from 'next/navigation'
import { Link } from '@/components/ui/link'

const pages = [
  { href: '/', label: 'Overview', Icon: House },
  { href: '/connections', label: 'Connections', Icon: Cable },
  { href: '/profile-sources', label: 'Profile sources', Icon: UsersRound },
  { href: '/search', label: 'Search', Icon: Search },
  { href: '/alerts', label: 'Alerts', Icon: BellRing },
  { href: '/activity', label: 'Activity', Icon: History },
]

export function Navigation({ people }: { people: boolean }) {
  const path = usePathname()
  const offered = pages.filter(({ href }) => people || href !== '/profile-sources')
  return (
    <nav
      aria-label="Main"
      className="flex gap-0.5 overflow-x-auto p-2 [scrollbar-width:none] sm:flex-col sm:pt-0"
    >
      {offered.map(({ href, label, Icon }) => {
        const current = path === href || (href !== '/' && path.startsWith(`${href}/`))
        return (
          <Link
            key={href}
            href={href}
            aria-current={current ? 'page' : undefined}
            className="flex items-center gap-2.5 rounded-md px-2 py-1.5 whitespace-nowrap text-muted -outline-offset-2 hover:bg-sunken hover:text-ink aria-[current]:bg-accent-soft aria-[current]:font-medium aria-[current]:text-accent-text"
          >
            <Icon className="size-4 flex-none max-sm:hidden" aria-hidden />
            {label}
          </Link>
        )
      })}
    </nav>
  )
}
