'use client'

import { type RefObject, useEffect, useRef, useState } from 'react'
import { useLater } from './use-later'

const nothing = async () => undefined
/** So long new code may take to draw its controls. */
const settleMs = 500
/** After so many frames with the focus on the control nothing takes it away any more. */
const stillFrames = 3

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
    // What is new takes some frames until its controls are there, and a list begins by focusing its first row.
    const until = performance.now() + settleMs
    let still = 0
    let frame = requestAnimationFrame(function take(now) {
      const { activeElement } = document
      const { current } = around
      if (activeElement !== document.body && !current?.contains(activeElement)) return
      const control = current?.querySelector<HTMLElement>(`[aria-label="${CSS.escape(name)}"]`)
      if (control && activeElement === control) still += 1
      else control?.focus()
      if (still < stillFrames && now < until) frame = requestAnimationFrame(take)
    })
    const stop = () => cancelAnimationFrame(frame)
    document.addEventListener('keydown', stop, { capture: true })
    return () => {
      stop()
      document.removeEventListener('keydown', stop, { capture: true })
    }
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
