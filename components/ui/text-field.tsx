'use client'

import { type ComponentProps, useId } from 'react'
import { described, Field, type FieldProps } from './field'
import { useEarlyInput } from './use-early-input'

type Own = FieldProps & { value: string; onChange: (value: string) => void; mono?: boolean }

/** Receives what was typed before hydration. */
const typed =
  ({ value, onChange, readOnly }: Own & { readOnly?: boolean }) =>
  (element: HTMLInputElement | HTMLTextAreaElement) => {
    if (element.value !== value && !readOnly) onChange(element.value)
  }

const split = ({ label, hideLabel, description, problem, optional, mono, ...rest }: Own) => ({
  field: { label, hideLabel, description, problem, optional },
  className: `input ${mono ? 'font-mono' : ''}`,
  rest,
})

export function TextField(
  props: Own & Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'className' | 'style'>,
) {
  const made = useId()
  const id = props.id ?? made
  const input = useEarlyInput<HTMLInputElement>(typed(props))
  const { field, className, rest } = split(props)
  return (
    <Field id={id} {...field}>
      <input
        ref={input}
        autoComplete="off"
        spellCheck={props.mono ? false : undefined}
        {...rest}
        {...described(id, field)}
        id={id}
        className={className}
        onChange={(event) => props.onChange(event.target.value)}
      />
    </Field>
  )
}

export function TextArea(
  props: Own & Omit<ComponentProps<'textarea'>, 'value' | 'onChange' | 'className' | 'style'>,
) {
  const made = useId()
  const id = props.id ?? made
  const input = useEarlyInput<HTMLTextAreaElement>(typed(props))
  const { field, className, rest } = split(props)
  return (
    <Field id={id} {...field}>
      <textarea
        ref={input}
        autoComplete="off"
        rows={3}
        spellCheck={props.mono ? false : undefined}
        {...rest}
        {...described(id, field)}
        id={id}
        className={className}
        onChange={(event) => props.onChange(event.target.value)}
      />
    </Field>
  )
}
