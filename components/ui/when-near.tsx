'use client'

import { type ReactNode, useEffect, useRef, useState } from 'react'

/** Draws what is in it once it is about to come into sight; until then `instead`, in about its size. */
export function WhenNear({ instead, children }: { instead: ReactNode; children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null)
  const [near, setNear] = useState(false)
  useEffect(() => {
    if (!place.current) return
    const observer = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && setNear(true),
      { rootMargin: '200px' },
    )
    observer.observe(place.current)
    return () => observer.disconnect()
  }, [])
  return near ? children : <div ref={place}>{instead}</div>
}
