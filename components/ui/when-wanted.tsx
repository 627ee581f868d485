'use client'

import { type ComponentType, lazy, type ReactNode, Suspense, useEffect, useRef } from 'react'
import { somebody } from './somebody'
import { useHydrated } from './use-hydrated'

/**
 * A part of a page that the server has written, and that comes alive once somebody is there and it is about to come
 * into sight, or at the first focus or click in it, which is not lost. So its code does not hold up the page, and
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
    const early = useRef<HTMLElement>(null)
    const opened = useRef(useHydrated())
    // What has news to show cannot wait: React holds a refresh back until all of the page can take it.
    if (opened.current || place.current) want()

    useEffect(() => {
      const around = place.current
      if (!around || alive.current) return
      const observer = new IntersectionObserver(
        (entries) => entries.some(({ isIntersecting }) => isIntersecting) && void somebody().then(want),
        { rootMargin: '200px' },
      )
      observer.observe(around)
      const noted = new AbortController()
      const note = ({ type, target }: Event) => {
        if (type === 'click' && !alive.current && target instanceof HTMLElement) early.current = target
        want()
      }
      for (const type of ['focusin', 'click'])
        around.addEventListener(type, note, { capture: true, signal: noted.signal })
      return () => {
        observer.disconnect()
        noted.abort()
      }
    }, [])

    return (
      <div ref={place} className="grid min-w-0 grid-cols-[minmax(0,1fr)]">
        <Suspense fallback={waiting}>
          <Part {...props} />
          <Alive
            onAlive={() => {
              alive.current = true
              early.current?.click()
              early.current = null
            }}
          />
        </Suspense>
      </div>
    )
  }
}

function Alive({ onAlive }: { onAlive: () => void }) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: only once
  useEffect(onAlive, [])
  return null
}
