'use client'

import { type ComponentProps, useEffect, useRef } from 'react'
import { takeEarlyClick } from './early-clicks'

/** A button without a look of its own. A click on it from before hydration is done once it is alive. */
export function PlainButton({ onClick, ...rest }: Omit<ComponentProps<'button'>, 'ref'>) {
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    // After the event that is under way: React itself passes on the click that made it hydrate this part.
    const timer = setTimeout(() => {
      const { current } = button
      if (current && takeEarlyClick(current)) current.click()
    })
    return () => clearTimeout(timer)
  }, [])
  return (
    <button
      type="button"
      {...rest}
      ref={button}
      onClick={(event) => {
        takeEarlyClick(event.currentTarget)
        onClick?.(event)
      }}
    />
  )
}
