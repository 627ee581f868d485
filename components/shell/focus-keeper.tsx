'use client'

import { useEffect } from 'react'

/** How long a dialog or a page that comes next has to take the focus by itself. */
const patienceMs = 60

/**
 * Keeps the focus where the work is. When what had it disappears (a saved form, a fixed problem, a page that was
 * left), browsers drop it to the top of the page. Then the heading of the nearest part that is still there gets it.
 */
export function FocusKeeper() {
  useEffect(() => {
    /** The element that had the focus last, and its ancestors, the nearest first. */
    let path: Element[] = []
    let timer: ReturnType<typeof setTimeout> | undefined

    const onFocus = ({ target }: FocusEvent) => {
      path = target instanceof Element ? [target, ...around(target)] : []
    }
    // Whoever clicks on nothing has left it on purpose.
    const onBlur = ({ target, relatedTarget }: FocusEvent) => {
      if (relatedTarget) return
      setTimeout(() => {
        const isLeft = target === path[0] && target instanceof Element && target.isConnected
        if (isLeft && document.hasFocus() && isNowhere()) path = []
      })
    }
    const keep = () => {
      const [last] = path
      if (!last || last.isConnected || !isNowhere()) return
      homeOf(path)?.focus({ preventScroll: true })
    }
    const observer = new MutationObserver(() => {
      if (!path[0] || path[0].isConnected) return
      clearTimeout(timer)
      timer = setTimeout(keep, patienceMs)
    })
    document.addEventListener('focusin', onFocus)
    document.addEventListener('focusout', onBlur)
    observer.observe(document.body, { childList: true, subtree: true })
    return () => {
      document.removeEventListener('focusin', onFocus)
      document.removeEventListener('focusout', onBlur)
      observer.disconnect()
      clearTimeout(timer)
    }
  }, [])
  return null
}

const isNowhere = () => document.activeElement === null || document.activeElement === document.body

function around(element: Element): Element[] {
  const { parentElement } = element
  return parentElement ? [parentElement, ...around(parentElement)] : []
}

/** The heading of the nearest part of the page that is still there, or the part itself. */
function homeOf(path: readonly Element[]): HTMLElement | null {
  const main = document.getElementById('main')
  const part = path.find((one) => one.isConnected && one.matches('section, [role=dialog], main')) ?? main
  const home = part?.querySelector<HTMLElement>('h1, h2, h3') ?? (part instanceof HTMLElement ? part : main)
  if (home && !home.hasAttribute('tabindex')) home.tabIndex = -1
  return home
}
