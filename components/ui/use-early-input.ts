'use client'

import { type RefObject, useEffectEvent, useLayoutEffect, useRef } from 'react'

/**
 * What was typed or chosen before the page came alive: hydration leaves it in the element and tells nobody.
 * `take` gets the element once, to hand on what it holds. The element needs autocomplete="off", or else a
 * browser that fills in again what it held before a reload would pass for a person.
 */
export function useEarlyInput<E extends HTMLElement>(take: (element: E) => void): RefObject<E | null> {
  const element = useRef<E>(null)
  const early = useEffectEvent(take)
  useLayoutEffect(() => {
    if (element.current) early(element.current)
  }, [])
  return element
}
