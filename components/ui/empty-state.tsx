import type { ReactNode } from 'react'

/** Nothing here yet: what this is for, and the first step. */
export function EmptyState({
  icon,
  title,
  children,
  actions,
}: {
  icon?: ReactNode
  title: string
  children?: ReactNode
  actions?: ReactNode
}) {
  return (
    <div className="grid justify-items-center gap-2 px-4 py-12 text-center">
      {icon && <div className="text-faint [&_svg]:size-6">{icon}</div>}
      <h2 className="text-lg">{title}</h2>
      {children && <p className="max-w-md text-muted">{children}</p>}
      {actions && <div className="mt-2 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  )
}
