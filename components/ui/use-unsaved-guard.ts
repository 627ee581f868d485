'use client'

import { useCallback, useEffect, useRef, useState } from 'react'

/** What `LeaveDialog` shows: spread it there. */
export interface Leaving {
  open: boolean
  onStay: () => void
  onLeave: () => void
}

/** Long enough for a page to change; a page that stays is guarded again. */
const passMs = 2_000

/**
 * Asks before unsaved changes are lost: by a link of the console, by going back, and by closing the page. `ask` does
 * something else that loses them, once the admin has agreed.
 */
export function useUnsavedGuard(unsaved: boolean): { leaving: Leaving; ask: (then: () => void) => void } {
  const [then, setThen] = useState<{ go: () => void } | null>(null)
  const passing = useRef(false)
  const ask = useCallback(
    (go: () => void) => (unsaved && !passing.current ? setThen({ go }) : go()),
    [unsaved],
  )

  useEffect(() => {
    if (!unsaved) return
    const onUnload = (event: BeforeUnloadEvent) => passing.current || event.preventDefault()
    // In the capture phase, before React and the router get the click.
    const onClick = (event: MouseEvent) => {
      const link = linkAway(event)
      if (!link || passing.current) return
      event.preventDefault()
      event.stopPropagation()
      setThen({ go: () => link.click() })
    }
    // Not every browser has it; there, going back within the console is not asked about.
    const history = 'navigation' in window ? window.navigation : null
    const onNavigate = (event: NavigateEvent) => {
      if (event.navigationType !== 'traverse' || !event.cancelable || passing.current) return
      event.preventDefault()
      const { key } = event.destination
      setThen({ go: () => history?.traverseTo(key) })
    }
    window.addEventListener('beforeunload', onUnload)
    document.addEventListener('click', onClick, true)
    history?.addEventListener('navigate', onNavigate)
    return () => {
      window.removeEventListener('beforeunload', onUnload)
      document.removeEventListener('click', onClick, true)
      history?.removeEventListener('navigate', onNavigate)
    }
  }, [unsaved])

  return {
    ask,
    leaving: {
      open: then !== null,
      onStay: () => setThen(null),
      onLeave() {
        setThen(null)
        passing.current = true
        setTimeout(() => {
          passing.current = false
        }, passMs)
        then?.go()
      },
    },
  }
}

/** The link that a click follows within this tab to another page of the console. */
function linkAway(event: MouseEvent): HTMLAnchorElement | null {
  const link = event.target instanceof Element ? event.target.closest('a') : null
  if (!link || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    return null
  const elsewhere = link.target !== '' && link.target !== '_self'
  const isHere = link.pathname === location.pathname && link.search === location.search
  const leaves = !elsewhere && !link.hasAttribute('download') && link.origin === location.origin && !isHere
  return leaves ? link : null
}
