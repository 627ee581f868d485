'use client'

import { type ReactNode, type SyntheticEvent, useEffect, useRef, useState } from 'react'

const gap = 6
const lookMs = 300

/**
 * Shows `text`, if there is one, over its one child while that is hovered or has the keyboard's focus. Only visible:
 * screen readers read the child's own name or description. The tooltip does not block the pointer.
 */
export function Tooltip({ text, children }: { text: ReactNode; children: ReactNode }) {
  const [open, setOpen] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const around = useRef<HTMLSpanElement>(null)
  const turn = (next: boolean, afterMs: number) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setOpen(next), afterMs)
  }
  useEffect(() => {
    // The pointer may have been here before: the browser says so only after it has drawn, and not always by an event.
    const look = (again: number) => {
      if (around.current?.firstElementChild?.matches(':hover')) setOpen(true)
      else if (again > 0) timer.current = setTimeout(look, lookMs, again - 1)
    }
    timer.current = setTimeout(look, lookMs, 4)
    return () => clearTimeout(timer.current)
  }, [])
  const focus = ({ target }: SyntheticEvent<HTMLElement, FocusEvent>) => {
    if (target instanceof Element && target.matches(':focus-visible')) turn(true, 0)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only watches what its child is for
    <span
      ref={around}
      className="contents"
      onMouseEnter={() => turn(true, 150)}
      onMouseLeave={() => turn(false, 100)}
      onFocus={focus}
      onBlur={() => turn(false, 0)}
      onKeyDown={(event) => event.key === 'Escape' && turn(false, 0)}
    >
      {children}
      {open && text && (
        <Tip text={text} over={around.current?.firstElementChild ?? null} onLost={() => setOpen(false)} />
      )}
    </span>
  )
}

function Tip({ text, over, onLost }: { text: ReactNode; over: Element | null; onLost: () => void }) {
  const tip = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    const { current } = tip
    if (!current || !over) return
    // The top layer is not clipped by cards and tables.
    current.showPopover()
    place(current, over.getBoundingClientRect())
    window.addEventListener('scroll', onLost, { capture: true, once: true })
    return () => window.removeEventListener('scroll', onLost, { capture: true })
  }, [over, onLost])
  return (
    <span
      ref={tip}
      popover="manual"
      role="tooltip"
      className="pointer-events-none fixed inset-auto m-0 w-max max-w-72 rounded-md border border-line-strong bg-raised px-2.5 py-1.5 text-sm font-normal whitespace-normal text-ink shadow-pop"
    >
      {text}
    </span>
  )
}

/** Above its anchor, or below when there is no room; never outside of the window. */
function place(tip: HTMLElement, anchor: DOMRect) {
  const { width, height } = tip.getBoundingClientRect()
  const left = anchor.left + anchor.width / 2 - width / 2
  const above = anchor.top - height - gap
  tip.style.left = `${Math.max(gap, Math.min(left, window.innerWidth - width - gap))}px`
  tip.style.top = `${above < gap ? anchor.bottom + gap : above}px`
}
