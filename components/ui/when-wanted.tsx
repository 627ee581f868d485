'use client'

import { type ComponentType, lazy, type ReactNode, useEffect, useRef } from 'react'
import { somebody } from './somebody'
import { Steady } from './steady'
import { useHydrated } from './use-hydrated'

/**
 * A part of a page that the server has written, and that comes alive once somebody is there and it is about to come
 * into sight, or at the first focus or click in it. So its code does not hold up the page, and
 * nothing jumps or loses the focus when it arrives. A page that was opened by a click inside the console has it at once.
 */
export function whenWanted<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  waiting: ReactNode,
): ComponentType<Props> {
  let want = () => {}
  const wanted = new Promise<void>((resolve) => {
    want = resolve
  })
  const Part = lazy(async () => {
    if (typeof window !== 'undefined') await wanted
    return { default: await load() }
  })
  // biome-ignore lint/correctness/noComponentHookFactories: called once for each component, when its module is loaded
  return function WhenWanted(props: Props) {
    const place = useRef<HTMLDivElement>(null)
    const alive = useRef(false)
    const begun = useRef(props)
    // A refresh waits until all of the page can take it.
    if (place.current && props !== begun.current) want()

    useEffect(() => {
      const around = place.current
      if (!around || alive.current) return
      const observer = new IntersectionObserver(
        (entries) => entries.some(({ isIntersecting }) => isIntersecting) && void somebody().then(want),
        { rootMargin: '200px' },
      )
      observer.observe(around)
      const noted = new AbortController()
      const note = ({ target }: Event) => {
        if (!alive.current && target instanceof Node && around.contains(target)) want()
      }
      // Ahead of React, which stops a click on what is not alive yet.
      for (const type of ['focusin', 'click'])
        window.addEventListener(type, note, { capture: true, signal: noted.signal })
      return () => {
        observer.disconnect()
        noted.abort()
      }
    }, [])

    return (
      <div ref={place} className="grid min-w-0 grid-cols-[minmax(0,1fr)]">
        <Steady
          part={Part}
          given={props}
          waiting={waiting}
          onAlive={() => {
            alive.current = true
          }}
        />
        <Opened onOpened={want} />
      </div>
    )
  }
}

/** Calls back when the page was not written by the server. On its own, since it draws itself once more after hydration. */
function Opened({ onOpened }: { onOpened: () => void }) {
  const opened = useRef(useHydrated())
  if (opened.current) onOpened()
  return null
}
