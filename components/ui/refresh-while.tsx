'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

/** Refreshes the page every few seconds while something on it is running and the tab is visible. */
export function RefreshWhile({ moving, seconds = 5 }: { moving: boolean; seconds?: number }) {
  const router = useRouter()
  useEffect(() => {
    if (!moving) return
    const timer = setInterval(
      () => document.visibilityState === 'visible' && router.refresh(),
      seconds * 1000,
    )
    return () => clearInterval(timer)
  }, [moving, seconds, router])
  return null
}
