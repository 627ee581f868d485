'use client'

import type { ComponentProps } from 'react'

declare global {
  interface Window {
    /** Buttons that were clicked before they were alive (early-click-script.ts). */
    earlyClicks?: WeakSet<HTMLElement>
  }
}

/** A button without a look of its own. A click on it from before hydration is done once it is alive. */
export const PlainButton = ({ onClick, ...rest }: Omit<ComponentProps<'button'>, 'ref'>) => (
  <button
    type="button"
    {...rest}
    ref={clickIfEarly}
    onClick={(event) => {
      takeEarlyClick(event.currentTarget)
      onClick?.(event)
    }}
  />
)

/** Takes the note of a click away. True if there was one. */
const takeEarlyClick = (button: HTMLElement) => window.earlyClicks?.delete(button)

function clickIfEarly(button: HTMLButtonElement | null) {
  // After the event that is under way: React itself passes on the click that made it hydrate this part.
  const timer = setTimeout(() => button && takeEarlyClick(button) && button.click())
  return () => clearTimeout(timer)
}
