'use client'

import type { ReactElement, ReactNode } from 'react'
import { Focusable } from 'react-aria-components/Focusable'
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components/Tooltip'

/** Shows `text` while its one focusable child is hovered or focused. */
export function Tooltip({ text, children }: { text: ReactNode; children: ReactElement<object, string> }) {
  return (
    <TooltipTrigger delay={150} closeDelay={50}>
      <Focusable>{children}</Focusable>
      <AriaTooltip
        offset={6}
        className="max-w-72 rounded-md border border-line-strong bg-raised px-2.5 py-1.5 text-sm shadow-pop"
      >
        {text}
      </AriaTooltip>
    </TooltipTrigger>
  )
}
