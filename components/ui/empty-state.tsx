import type { ReactNode } from 'react'

/** Nothing here yet: what this is for, and the first step. */
export function EmptyState({
  icon,
  title,
  alone,
  children,
  actions,
}: {
  icon?: ReactNode
  title: string
  /** There is no other heading: this is the page. */
  alone?: boolean
  children?: ReactNode
  actions?: ReactNode
}) {
  const Heading = alone ? 'h1' : 'h2'
  return (
    <div className="grid justify-items-center gap-2 px-4 py-12 text-center">
      {icon && <div className="text-faint [&_svg]:size-6">{icon}</div>}
      <Heading className="text-lg">{title}</Heading>
      {children && <p className="max-w-md text-muted">{children}</p>}
      {actions && <div className="mt-2 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  )
}
