'use client'

import { type ReactNode, useEffect, useId } from 'react'
import { Tooltip } from './tooltip'
import { useEarlyInput } from './use-early-input'

interface Props {
  label: string
  /** The label is not shown, because the column head is enough in a table. */
  hideLabel?: boolean
  description?: ReactNode
  checked: boolean
  indeterminate?: boolean
  onChange: (checked: boolean) => void
  /** Why it cannot be changed; it stays focusable, so that the reason can be read. */
  disabledReason?: string | null
  invalid?: boolean
}

export function Checkbox(props: Props) {
  const { label, hideLabel, description, checked, indeterminate = false, onChange, disabledReason } = props
  const id = useId()
  const input = useEarlyInput<HTMLInputElement>((element) => {
    if (element.checked === checked) return
    if (disabledReason) element.checked = checked
    else onChange(element.checked)
  })
  useEffect(() => {
    if (input.current) input.current.indeterminate = indeterminate
  }, [input, indeterminate])

  const box = (
    <input
      ref={input}
      id={id}
      type="checkbox"
      autoComplete="off"
      className="box"
      checked={checked}
      aria-label={hideLabel ? label : undefined}
      aria-disabled={disabledReason ? true : undefined}
      aria-invalid={props.invalid || undefined}
      aria-describedby={disabledReason || description ? `${id}-why` : undefined}
      onChange={(event) => !disabledReason && onChange(event.target.checked)}
    />
  )
  const why = (disabledReason || description) && (
    <span
      id={`${id}-why`}
      className={disabledReason || hideLabel ? 'hidden' : 'col-start-2 text-sm text-muted'}
    >
      {disabledReason ?? description}
    </span>
  )
  const shown = disabledReason ? <Tooltip text={disabledReason}>{box}</Tooltip> : box
  if (hideLabel) {
    return (
      <>
        {shown}
        {why}
      </>
    )
  }
  return (
    <div className="grid grid-cols-[auto_1fr] items-center gap-x-2">
      {shown}
      <label htmlFor={id}>{label}</label>
      {why}
    </div>
  )
}
