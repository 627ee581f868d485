'use client'

import { useEffect } from 'react'

const question = 'You have changes that are not saved. Leave this page and lose them?'

/** Asks before unsaved changes are lost: by a link of the console, by going back, and by closing the page. */
export function useUnsavedGuard(unsaved: boolean) {
  useEffect(() => {
    if (!unsaved) return
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault()
    // Before React hears of the click, and so before the router does.
    const onClick = (event: MouseEvent) => {
      if (!leavesHere(event) || window.confirm(question)) return
      event.preventDefault()
      event.stopPropagation()
    }
    // Not every browser has it; there, going back within the console is not asked about.
    const history = 'navigation' in window ? (window.navigation as EventTarget) : null
    const onNavigate = (event: Event) => {
      const isBack = 'navigationType' in event && event.navigationType === 'traverse'
      if (isBack && event.cancelable && !window.confirm(question)) event.preventDefault()
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
}

/** Whether a click follows a link within this tab to another page of the console. */
function leavesHere(event: MouseEvent) {
  const link = event.target instanceof Element ? event.target.closest('a') : null
  if (!link || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    return false
  const elsewhere = link.target !== '' && link.target !== '_self'
  const isHere = link.pathname === location.pathname && link.search === location.search
  return !elsewhere && !link.hasAttribute('download') && link.origin === location.origin && !isHere
}
