'use client'

import { useEffect, useState } from 'react'
import { somebody } from './somebody'

/** Whether somebody is at the page, in the browser. */
export function useSomebody(): boolean {
  const [here, setHere] = useState(false)
  useEffect(() => {
    let shown = true
    void somebody().then(() => shown && setHere(true))
    return () => {
      shown = false
    }
  }, [])
  return here
}
