'use client'

import { type RefObject, useEffectEvent, useLayoutEffect, useRef } from 'react'

/**
 * Input from before hydration: it is in the element, but no event reports it. `take` gets the element once, to read
 * its value. The element needs autocomplete="off"; otherwise a value that the browser restores after a reload would
 * look like input.
 */
export function useEarlyInput<E extends HTMLElement>(take: (element: E) => void): RefObject<E | null> {
  const element = useRef<E>(null)
  const early = useEffectEvent(take)
  useLayoutEffect(() => {
    if (element.current) early(element.current)
  }, [])
  return element
}
