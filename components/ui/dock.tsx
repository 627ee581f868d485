import type { ReactNode } from 'react'

/** The bar at the foot of an editor: what a save would do, what holds it back, and its buttons. */
export function Dock({
  label,
  notes,
  actions,
  children,
}: {
  label: string
  /** What went wrong, above everything else. */
  notes?: ReactNode
  actions: ReactNode
  children: ReactNode
}) {
  return (
    <section
      aria-label={label}
      className="sticky bottom-0 z-10 mt-auto flex flex-wrap items-center gap-x-3 gap-y-2 border-t border-line bg-raised px-4 py-2.5 shadow-[0_-4px_16px_rgb(16_24_40/0.05)] sm:px-7"
    >
      {notes && <div className="grid basis-full gap-2">{notes}</div>}
      {children}
      <div className="ml-auto flex flex-wrap items-center gap-2">{actions}</div>
    </section>
  )
}
