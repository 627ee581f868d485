'use client'

import { type ComponentProps, useId } from 'react'
import { PlainButton } from './plain-button'
import { Tooltip } from './tooltip'

interface Props extends Omit<ComponentProps<'button'>, 'ref' | 'disabled' | 'className' | 'aria-label'> {
  label: string
  disabledReason?: string | null
}

/** A button that is only an icon; its label is its name and its tooltip. */
export function IconButton({ label, disabledReason, children, ...rest }: Props) {
  const reasonId = useId()
  return (
    <>
      <Tooltip text={disabledReason ?? label}>
        <PlainButton
          {...rest}
          aria-label={label}
          aria-disabled={disabledReason ? true : undefined}
          aria-describedby={disabledReason ? reasonId : rest['aria-describedby']}
          onClick={disabledReason ? undefined : rest.onClick}
          className="inline-grid size-7 flex-none cursor-pointer place-items-center rounded-md text-muted hover:bg-sunken hover:text-ink aria-disabled:cursor-not-allowed aria-disabled:opacity-50 [&_svg]:size-4"
        >
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
