'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Note } from '@/components/ui/note'
import { ProblemNote } from '@/components/ui/problem-note'
import { problemOf } from '@/components/ui/problem-of'
import { useLater } from '@/components/ui/use-later'
import type { ContentCategory, NewConnection } from '@/lib/model/connection/connection'
import type { Template } from '@/lib/model/connection/templates'
import { unwrap } from '@/lib/web/fetch'
import { createConnection } from './actions'
import { ConnectionFields } from './connection-fields'
import { TemplateChoice, type TemplateInfo } from './template-choice'

const loadCheck = () => import('./connection-check')

/** Without an id of its own a connection gets one that is made of its name. */
type Typed = Omit<NewConnection, 'id'> & { id: string | null }

export function ConnectionForm({
  templates,
  categories,
  existing,
}: {
  templates: readonly TemplateInfo[]
  categories: readonly { value: ContentCategory; label: string }[]
  existing: readonly { id: string; name: string }[]
}) {
  const router = useRouter()
  const form = useRef<HTMLFormElement>(null)
  const [first] = templates
  const [template, setTemplate] = useState<Template['id']>(first?.id ?? 'blank')
  const [typed, setTyped] = useState<Typed>({
    name: '',
    id: null,
    description: '',
    contentCategory: first?.contentCategory ?? 'uncategorized',
  })
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set())
  const check = useLater(loadCheck)
  const completed = (rules: Awaited<ReturnType<typeof loadCheck>> | undefined): NewConnection => {
    const proposed = () => {
      const taken = existing.map(({ id }) => id)
      return typed.name.trim() === '' ? '' : (rules?.proposeConnectionId(typed.name, taken) ?? '')
    }
    const contentCategory = template === 'people' ? 'people' : typed.contentCategory
    return { ...typed, contentCategory, id: typed.id ?? proposed() }
  }
  const values = completed(check)
  const focusField = (name: string | undefined) =>
    name && form.current?.querySelector<HTMLElement>(`[name="${CSS.escape(name)}"]`)?.focus()

  const create = useMutation({
    mutationFn: (input: NewConnection) => unwrap(createConnection({ ...input, template })),
    onSuccess: ({ id }) => router.push(`/connections/${encodeURIComponent(id)}/schema`),
    onError: (error) => focusField(problemOf(error)?.field),
  })
  const refused = problemOf(create.error)
  const sent = create.variables
  const problems = check?.newConnectionProblems(values, existing)
  // What Graph said about a value holds until the value changes.
  const said = (field: keyof NewConnection) =>
    refused?.field === field && sent?.[field] === values[field] ? refused.message : undefined
  const problem = (field: keyof NewConnection) =>
    said(field) ?? (touched.has(field) ? problems?.get(field) : undefined)

  const change = (field: keyof NewConnection, value: string) => {
    setTouched((before) => new Set(before).add(field))
    setTyped((before) => {
      const next = { ...before, [field]: value }
      return field === 'name' && before.id === '' ? { ...next, id: null } : next
    })
  }
  const submit = async () => {
    const rules = await loadCheck().catch(() => undefined)
    const wanted = completed(rules)
    const [field, ...others] = rules?.newConnectionProblems(wanted, existing).keys() ?? []
    if (!field) return create.mutate(wanted)
    setTouched(new Set([field, ...others]))
    focusField(field)
  }
  const busy = create.isPending || create.isSuccess

  return (
    <form
      ref={form}
      noValidate
      className="grid max-w-3xl gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <TemplateChoice
        templates={templates}
        value={template}
        onChange={({ id, contentCategory }) => {
          setTemplate(id)
          setTyped((before) => ({ ...before, contentCategory }))
        }}
      />
      <Card>
        <ConnectionFields
          values={values}
          categories={categories}
          change={change}
          problem={problem}
          categoryFixed={template === 'people'}
        />
      </Card>
      {check?.connectionWarnings(values).map(({ field, message }) => (
        <Note key={field} tone="warn">
          {message}
        </Note>
      ))}
      {refused && !refused.field && <ProblemNote problem={refused} />}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" look="primary" pending={busy}>
          Create connection
        </Button>
        <span className="text-sm text-muted">
          Creates a draft in Graph. Nothing can be indexed until its schema is registered.
        </span>
      </div>
    </form>
  )
}
