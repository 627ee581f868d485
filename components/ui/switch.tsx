'use client'

import { useId } from 'react'
import { useEarlyInput } from './use-early-input'

export function Switch({
  label,
  checked,
  onChange,
}: {
  label: string
  checked: boolean
  onChange: (checked: boolean) => void
}) {
  const id = useId()
  const input = useEarlyInput<HTMLInputElement>((element) => {
    if (element.checked !== checked) onChange(element.checked)
  })
  return (
    <span className="inline-flex items-center gap-2">
      <input
        ref={input}
        id={id}
        type="checkbox"
        role="switch"
        className="switch"
        checked={checked}
        aria-checked={checked}
        onChange={(event) => onChange(event.target.checked)}
      />
      <label htmlFor={id}>{label}</label>
    </span>
  )
}
