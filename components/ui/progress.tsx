import type { ReactNode } from 'react'

/** A bar; without `value` it only shows that something moves. */
export function Progress({
  label,
  value,
  max,
  text,
}: {
  label: string
  value?: number
  max?: number
  text?: ReactNode
}) {
  return (
    <div className="grid gap-1">
      <progress className="bar" aria-label={label} value={value} max={max ?? 1} />
      {text && <span className="text-sm text-muted">{text}</span>}
    </div>
  )
}
