'use client'

import { useSyncExternalStore } from 'react'

const never = () => () => {}

/**
 * False in the server's markup and the first paint, true from then on. For components of libraries whose
 * server markup carries style attributes, which the Content-Security-Policy refuses.
 */
export const useHydrated = () =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
