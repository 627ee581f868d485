'use client'

import { type ButtonHTMLAttributes, useId } from 'react'
import { buttonStyle, type Look } from './button-style'
import { PlainButton } from './plain-button'
import { Spinner } from './spinner'
import { Tooltip } from './tooltip'
import { useHydrated } from './use-hydrated'

interface Props extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled' | 'className'> {
  look?: Look
  /** Work is under way: the button keeps its place and focus, and does nothing. */
  pending?: boolean
  /** Why the button cannot be used now. It stays focusable, so that the reason can be read. */
  disabledReason?: string | null
}

export function Button({ look = 'plain', pending, disabledReason, children, ...rest }: Props) {
  const reasonId = useId()
  const alive = useHydrated()
  const off = Boolean(disabledReason) || Boolean(pending)
  return (
    <>
      {/* Around every button: if it came and went with the reason, the button would lose the focus. */}
      <Tooltip text={disabledReason}>
        <PlainButton
          {...rest}
          type={off ? 'button' : (rest.type ?? 'button')}
          // Before hydration the browser would submit the form itself, and what was typed would be lost.
          disabled={rest.type === 'submit' && !alive}
          onClick={off ? (event) => event.preventDefault() : rest.onClick}
          aria-disabled={off || undefined}
          aria-describedby={disabledReason ? reasonId : rest['aria-describedby']}
          className={buttonStyle(look, Boolean(disabledReason))}
        >
          {pending && <Spinner />}
          {children}
        </PlainButton>
      </Tooltip>
      {disabledReason && (
        <span id={reasonId} hidden>
          {disabledReason}
        </span>
      )}
    </>
  )
}
