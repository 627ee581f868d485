const signs = ['pointermove', 'pointerdown', 'keydown', 'scroll', 'wheel'] as const

/** Who only looks gives no sign. */
const patienceMs = 2_500

let here: Promise<void> | undefined

/**
 * Somebody is at the page: it resolves with the first sign of them, at the latest after a short while. What is larger
 * than the page itself waits for it, so that it holds up neither the first paint nor the first click.
 */
export function somebody(): Promise<void> {
  here ??= new Promise((resolve) => {
    // Whoever came by a click inside the console is here already.
    if (navigator.userActivation?.hasBeenActive) return resolve()
    const noted = new AbortController()
    const note = () => {
      noted.abort()
      clearTimeout(timer)
      resolve()
    }
    const timer = setTimeout(note, patienceMs)
    for (const sign of signs)
      document.addEventListener(sign, note, { capture: true, passive: true, signal: noted.signal })
  })
  return here
}
