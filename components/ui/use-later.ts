'use client'

import { useEffect, useState } from 'react'

/**
 * Code that a page does not begin with: loaded once it is wanted, undefined until then. Await `load` to have it
 * earlier; it loads only once.
 */
export function useLater<T>(load: () => Promise<T>, wanted: boolean): T | undefined {
  const [loaded, setLoaded] = useState<{ it: T }>()
  useEffect(() => {
    if (!wanted) return
    let here = true
    load().then(
      (it) => here && setLoaded({ it }),
      // It is asked for again when it is needed, and the server checks in any case.
      () => undefined,
    )
    return () => {
      here = false
    }
  }, [load, wanted])
  return loaded?.it
}
