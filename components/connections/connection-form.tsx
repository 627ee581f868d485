'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Note } from '@/components/ui/note'
import { ProblemNote } from '@/components/ui/problem-note'
import { problemOf } from '@/components/ui/problem-of'
import { connectionWarnings, type NewConnection, proposeConnectionId } from '@/lib/model/connection'
import type { Template } from '@/lib/model/templates'
import { unwrap } from '@/lib/web/fetch'
import { createConnection } from './actions'
import { ConnectionFields } from './connection-fields'
import { newConnectionProblems } from './new-connection-problems'
import { TemplateChoice } from './template-choice'

type Values = NewConnection & { template: Template['id'] }

export function ConnectionForm({
  templates,
  existing,
  disabledReason,
}: {
  templates: readonly Template[]
  existing: readonly { id: string; name: string }[]
  disabledReason: string | null
}) {
  const router = useRouter()
  const form = useRef<HTMLFormElement>(null)
  const [first] = templates
  const [values, setValues] = useState<Values>({
    template: first?.id ?? 'blank',
    name: '',
    id: '',
    description: '',
    contentCategory: first?.contentCategory ?? 'uncategorized',
  })
  const focusField = (name: string | undefined) =>
    name && form.current?.querySelector<HTMLElement>(`[name="${CSS.escape(name)}"]`)?.focus()
  const [idEdited, setIdEdited] = useState(false)
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set())

  const create = useMutation({
    mutationFn: (input: Values) => unwrap(createConnection(input)),
    onSuccess: ({ id }) => router.push(`/connections/${encodeURIComponent(id)}/schema`),
    onError: (error) => focusField(problemOf(error)?.field),
  })
  const refused = problemOf(create.error)
  const sent = create.variables
  const problems = newConnectionProblems(values, existing)
  // What Graph said about a value holds until the value changes.
  const said = (field: keyof NewConnection) =>
    refused?.field === field && sent?.[field] === values[field] ? refused.message : undefined
  const problem = (field: keyof NewConnection) =>
    said(field) ?? (touched.has(field) ? problems.get(field) : undefined)

  const change = (field: keyof NewConnection, value: string) => {
    if (field === 'id') setIdEdited(value !== '')
    setTouched((before) => new Set(before).add(field))
    setValues((before) => {
      const next = { ...before, [field]: value }
      if (field !== 'name' || idEdited) return next
      const taken = existing.map(({ id }) => id)
      return { ...next, id: value.trim() === '' ? '' : proposeConnectionId(value, taken) }
    })
  }
  const submit = () => {
    if (disabledReason) return
    if (problems.size > 0) {
      setTouched(new Set(problems.keys()))
      const [field] = problems.keys()
      focusField(field)
      return
    }
    create.mutate(values)
  }
  const busy = create.isPending || create.isSuccess

  return (
    <form
      ref={form}
      noValidate
      className="grid max-w-3xl gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <TemplateChoice
        templates={templates}
        value={values.template}
        onChange={({ id, contentCategory }) => setValues({ ...values, template: id, contentCategory })}
      />
      <Card>
        <ConnectionFields
          values={values}
          change={change}
          problem={problem}
          categoryFixed={values.template === 'people'}
        />
      </Card>
      {connectionWarnings(values).map(({ field, message }) => (
        <Note key={field} tone="warn">
          {message}
        </Note>
      ))}
      {refused && !refused.field && <ProblemNote problem={refused} />}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" look="primary" pending={busy} disabledReason={disabledReason}>
          Create connection
        </Button>
        <span className="text-sm text-muted">
          Creates a draft in Graph. Nothing can be indexed until its schema is registered.
        </span>
      </div>
    </form>
  )
}
