'use client'

import { useEffect, useState } from 'react'

/**
 * Code that the first paint does not need: loaded after hydration, undefined until then. Await `load` to have it
 * earlier; it loads only once.
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
