'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

/** Reads the page anew every few seconds as long as something on it moves and somebody looks. */
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
