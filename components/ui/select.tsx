'use client'

import { type ComponentProps, useId } from 'react'
import { described, Field, type FieldProps } from './field'
import { useEarlyInput } from './use-early-input'

interface Option<V extends string> {
  value: V
  label: string
  /** Options with the same group stand together under its name. */
  group?: string
  disabled?: boolean
}

type Props<V extends string> = FieldProps & {
  value: V | ''
  onChange: (value: V) => void
  options: readonly Option<V>[]
  /** Shown while nothing is chosen. */
  placeholder?: string
} & Omit<ComponentProps<'select'>, 'value' | 'onChange' | 'className' | 'style' | 'children'>

/** The browser's own select: it works on every device and with every assistive technology. */
export function Select<V extends string>({
  label,
  hideLabel,
  description,
  problem,
  optional,
  value,
  onChange,
  options,
  placeholder,
  ...rest
}: Props<V>) {
  const made = useId()
  const id = rest.id ?? made
  const field = { label, hideLabel, description, problem, optional }
  const choose = (chosen: string) => {
    const option = options.find((known) => known.value === chosen)
    if (option) onChange(option.value)
  }
  const select = useEarlyInput<HTMLSelectElement>((element) => {
    if (element.value !== value) choose(element.value)
  })
  const groups = [...new Set(options.map((option) => option.group))]
  return (
    <Field id={id} {...field}>
      <select
        autoComplete="off"
        {...rest}
        ref={select}
        {...described(id, field)}
        id={id}
        value={value}
        className="input"
        onChange={(event) => choose(event.target.value)}
      >
        {placeholder !== undefined && (
          <option value="" disabled={value !== ''}>
            {placeholder}
          </option>
        )}
        {groups.map((group) => {
          const members = options.filter((option) => option.group === group).map(toOption)
          return group === undefined ? (
            members
          ) : (
            <optgroup key={group} label={group}>
              {members}
            </optgroup>
          )
        })}
      </select>
    </Field>
  )
}

const toOption = ({ value, label, disabled }: Option<string>) => (
  <option key={value} value={value} disabled={disabled}>
    {label}
  </option>
)
