'use client'

import { type RefObject, useEffect, useRef, useState } from 'react'
import { useLater } from './use-later'

const nothing = async () => undefined
/** So long new code may take to draw its controls. */
const settleMs = 500

/**
 * Code that takes the place of something simpler once a pointer or the focus is on it. Spread `props` on the element
 * around both: the focus stays on the control of the same name.
 */
export function useWhenWanted<T>(load: () => Promise<T>, { off = false } = {}) {
  const around = useRef<HTMLDivElement>(null)
  const [wanted, setWanted] = useState(false)
  const loaded = useLater<T | undefined>(off ? nothing : load, wanted)
  const focused = useFocusedName(around)
  const isLoaded = loaded !== undefined

  useEffect(() => {
    const name = focused.current
    if (!isLoaded || !name) return
    // What is new takes some frames until its controls are there, and may draw them once more.
    const until = performance.now() + settleMs
    let frame = requestAnimationFrame(function take(now) {
      const { activeElement } = document
      const control = around.current?.querySelector<HTMLElement>(`[aria-label="${CSS.escape(name)}"]`)
      if (activeElement !== document.body && activeElement !== control) return
      if (activeElement !== control) control?.focus()
      if (now < until) frame = requestAnimationFrame(take)
    })
    return () => cancelAnimationFrame(frame)
  }, [isLoaded, focused])

  return {
    loaded,
    props: { ref: around, onPointerEnter: () => setWanted(true), onFocus: () => setWanted(true) },
  }
}

/** The name of the control inside that had the focus last; null once the focus went elsewhere. */
function useFocusedName(around: RefObject<HTMLElement | null>) {
  const name = useRef<string | null>(null)
  useEffect(() => {
    const note = ({ target }: FocusEvent) => {
      const inside = target instanceof HTMLElement && around.current?.contains(target)
      name.current = inside ? target.getAttribute('aria-label') : null
    }
    document.addEventListener('focusin', note)
    return () => document.removeEventListener('focusin', note)
  }, [around])
  return name
}
