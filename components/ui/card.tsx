import type { ReactNode } from 'react'

/** A surface. `title` and `actions` make its head; `bare` leaves out the padding, for a table. */
export function Card({
  title,
  note,
  actions,
  bare,
  labelledBy,
  children,
}: {
  title?: string
  note?: ReactNode
  actions?: ReactNode
  bare?: boolean
  labelledBy?: string
  children: ReactNode
}) {
  return (
    <section
      aria-label={labelledBy ? undefined : title}
      aria-labelledby={labelledBy}
      className="min-w-0 overflow-clip rounded-lg border border-line bg-surface shadow-card"
    >
      {(title || actions) && (
        <header className="flex flex-wrap items-center gap-2 border-b border-line px-4 min-h-11.5 py-1.5">
          {title && <h2>{title}</h2>}
          {note && <span className="text-sm text-muted">{note}</span>}
          {actions && <span className="-mr-1.5 ml-auto flex flex-wrap items-center gap-2">{actions}</span>}
        </header>
      )}
      {bare ? children : <div className="p-4">{children}</div>}
    </section>
  )
}
