import type { ReactNode } from 'react'
import { Link } from './link'
import { type TabLink, Tabs } from './tabs'

/** Title, state and actions in one line, above them the way here, below them the tabs. */
export function PageHeader({
  crumbs = [],
  title,
  state,
  actions,
  tabs,
  below = tabs && <Tabs label={title} tabs={tabs} />,
}: {
  crumbs?: readonly { href: string; label: string }[]
  title: string
  state?: ReactNode
  actions?: ReactNode
  tabs?: readonly TabLink[]
  /** In place of `tabs`: what stands at the header's foot. */
  below?: ReactNode
}) {
  return (
    <header
      className={`border-b border-line bg-surface px-4 pt-3 sm:px-7 sm:pt-4 ${below ? '' : 'pb-3 sm:pb-4'}`}
    >
      {crumbs.length > 0 && (
        <nav aria-label="Breadcrumb" className="mb-1 flex flex-wrap gap-1.5 text-sm text-muted">
          {crumbs.map((crumb, index) => (
            <span key={crumb.href} className="flex gap-1.5">
              {index > 0 && <span aria-hidden="true">/</span>}
              <Link href={crumb.href} className="hover:text-ink hover:underline">
                {crumb.label}
              </Link>
            </span>
          ))}
        </nav>
      )}
      <div className="flex min-h-8 flex-wrap items-center gap-x-2.5 gap-y-2">
        <h1 className="[overflow-wrap:anywhere]">{title}</h1>
        {state}
        {actions && <div className="ml-auto flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
      {below && <div className="mt-3 min-h-9.5">{below}</div>}
    </header>
  )
}
