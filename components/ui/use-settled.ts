'use client'

import { useEffect, useState } from 'react'

const waitMs = 300

/** What is typed, once nobody has typed for a moment: so that not every key asks the server. */
export function useSettled(typed: string): string {
  const [settled, setSettled] = useState(typed)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed), waitMs)
    return () => clearTimeout(timer)
  }, [typed])
  return settled
}
