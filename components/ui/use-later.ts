'use client'

import { useEffect, useState } from 'react'

/**
 * What the first paint does without: loaded once the page is alive, undefined until then. Whoever needs it
 * before awaits `load`, which loads only once.
 */
export function useLater<T>(load: () => Promise<T>): T | undefined {
  const [loaded, setLoaded] = useState<{ it: T }>()
  useEffect(() => {
    let here = true
    load().then(
      (it) => here && setLoaded({ it }),
      // It is asked for again when it is needed, and the server checks in any case.
      () => undefined,
    )
    return () => {
      here = false
    }
  }, [load])
  return loaded?.it
}
