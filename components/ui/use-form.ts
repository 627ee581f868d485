'use client'

import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { problemOf } from './problem-of'
import { useLater } from './use-later'
import { useUnsavedGuard } from './use-unsaved-guard'

interface Setting<V, W, R, T> {
  /** What is saved, or what the form begins with. */
  saved: V
  /** Loads the rules once somebody is in the form: they are larger than all else of it. */
  load: () => Promise<R>
  /** What is sent for the values, with derived values such as an id made from the name. */
  complete: (values: V, rules: R | undefined) => W
  /** What is wrong, by field, in the order of the form. */
  check: (complete: W, rules: R) => ReadonlyMap<string, string>
  send: (complete: W) => Promise<T>
  onSent: (answer: T) => void
}

/**
 * The state of a form: its values, what the rules or the server found wrong with them, and
 * whether something is unsaved, which it asks about before it is lost. Sending what is wrong moves the focus to the first field at fault.
 */
export function useForm<V extends object, W extends { [K in keyof V]: unknown }, R, T>({
  saved,
  load,
  complete,
  check,
  send,
  onSent,
}: Setting<V, W, R, T>) {
  const form = useRef<HTMLFormElement>(null)
  const [values, setValues] = useState(saved)
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set())
  const [begun, setBegun] = useState(false)
  const rules = useLater(load, begun || touched.size > 0)
  const full = complete(values, rules)
  const problems = rules ? check(full, rules) : new Map<string, string>()

  const focus = (name: string | undefined) =>
    name && form.current?.querySelector<HTMLElement>(`[name="${CSS.escape(name)}"]`)?.focus()
  const mutation = useMutation({
    mutationFn: send,
    onSuccess: onSent,
    onError: (error) => focus(problemOf(error)?.field),
  })
  const refused = problemOf(mutation.error)
  const sent = mutation.variables
  const touch = (...fields: string[]) => setTouched((before) => new Set([...before, ...fields]))

  async function submit() {
    if (mutation.isPending) return
    const loaded = await load().catch(() => undefined)
    const wanted = complete(values, loaded)
    const wrong = loaded ? [...check(wanted, loaded).keys()] : []
    touch(...wrong)
    if (wrong.length > 0) focus(wrong[0])
    else mutation.mutate(wanted)
  }

  const names = Object.keys(saved) as (keyof V)[]
  const changed = names.filter((name) => plain(values[name]) !== plain(saved[name]))
  const isSent =
    mutation.isSuccess && names.every((name) => sent?.[name as keyof W] === full[name as keyof W])
  const { leaving, ask } = useUnsavedGuard(changed.length > 0 && !isSent && !mutation.isPending)

  return {
    values: full,
    rules,
    problems,
    changed,
    pending: mutation.isPending,
    sent: mutation.isSuccess,
    /** The problem that the server reported, unless a field of the form shows it. */
    refused: refused && !(refused.field && refused.field in saved) ? refused : null,
    /** What to show at a field. A problem that the server reported is shown until the value changes. */
    problem(field: keyof V & string): string | undefined {
      const same = sent?.[field as keyof W] === full[field as keyof W]
      if (refused?.field === field && same) return refused.message
      return touched.has(field) ? problems.get(field) : undefined
    },
    touch,
    change: (changes: Partial<V>) => {
      touch(...Object.keys(changes))
      setValues((before) => ({ ...before, ...changes }))
    },
    /** Changes a value without checking it yet, while it is being typed. */
    put: (changes: Partial<V>) => setValues((before) => ({ ...before, ...changes })),
    discard: () => setValues(saved),
    /** What `LeaveDialog` shows, and what asks it before something loses the changes. */
    leaving,
    ask,
    /** Props of the form element. */
    props: {
      ref: form,
      noValidate: true,
      onFocus: () => setBegun(true),
      onSubmit: (event: FormEvent) => {
        event.preventDefault()
        void submit()
      },
    },
  }
}

/** What a dialog needs to know of a form. */
export type FormState = Pick<ReturnType<typeof useForm>, 'props' | 'pending' | 'refused' | 'leaving' | 'ask'>

const plain = (value: unknown) => (typeof value === 'string' ? value.trim() : value)
