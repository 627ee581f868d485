/**
 * Waits until what is inside may be replaced: until the focus is elsewhere, or on a button that has the same name in what is
 * new. Keys that are pressed while a field is replaced would be lost.
 */
export function untilFree(around: HTMLElement | null): Promise<void> {
  return new Promise((resolve) => {
    const left = new AbortController()
    const look = () => {
      const { activeElement } = document
      if (around?.contains(activeElement) && !activeElement?.matches('button[aria-label]')) return
      left.abort()
      resolve()
    }
    // Only after a move is over it is known where the focus is.
    const later = () => setTimeout(look)
    for (const type of ['focusin', 'focusout'])
      document.addEventListener(type, later, { signal: left.signal })
    look()
  })
}
