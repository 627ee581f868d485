import type { ReactNode, Ref } from 'react'

/** Scrolls what does not fit. It can be reached by keyboard, so that the arrow keys scroll it. */
export function ScrollArea({
  label,
  labelledBy,
  ref,
  className,
  children,
}: ({ label: string; labelledBy?: never } | { label?: never; labelledBy: string }) & {
  ref?: Ref<HTMLElement>
  className: string
  children: ReactNode
}) {
  return (
    <section
      ref={ref}
      aria-label={label}
      aria-labelledby={labelledBy}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      className={className}
    >
      {children}
    </section>
  )
}
