import type { ReactNode } from 'react'

/**
 * A dense table that scrolls inside its card. Its children are `thead` and `tbody`; cells of numbers have the
 * class `num`. `lines` draws the grid of an editor.
 */
export function Table({ label, lines, children }: { label: string; lines?: boolean; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y: what scrolls must be reachable by keyboard, and a group is no fieldset
    <div role="group" className="scroll-x relative overflow-x-auto" aria-label={label} tabIndex={0}>
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
