import type { ReactNode } from 'react'

/**
 * A dense table that scrolls inside its card. Its children are `thead` and `tbody`; cells of numbers have the
 * class `num`. `lines` draws the grid of an editor. On a small screen its first column stays in view, or the second
 * where the first only chooses rows.
 */
export function Table({
  label,
  lines,
  chooses,
  children,
}: {
  label: string
  lines?: boolean
  /** Its first column has the boxes that choose rows. */
  chooses?: boolean
  children: ReactNode
}) {
  const look = `scroll-x relative overflow-x-auto ${chooses ? 'pin-second' : 'pin-first'}`
  return (
    // biome-ignore lint/a11y: what scrolls must be reachable by keyboard, and a group is no fieldset
    <div role="group" className={look} aria-label={label} tabIndex={0}>
      <table className={lines ? 'table grid-lines' : 'table'} aria-label={label}>
        {children}
      </table>
    </div>
  )
}

/** Two lines in a cell: what it is, and its id or detail. */
export function Stack({ children }: { children: ReactNode }) {
  return <div className="grid min-w-36 gap-0.5 sm:min-w-44">{children}</div>
}
