'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { LeaveDialog } from '@/components/ui/leave-dialog'
import { Note } from '@/components/ui/note'
import { ProblemNote } from '@/components/ui/problem-note'
import { useForm } from '@/components/ui/use-form'
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
  const [first] = templates
  const [template, setTemplate] = useState<Template['id']>(first?.id ?? 'blank')
  const [begun] = useState<Typed>({
    name: '',
    id: null,
    description: '',
    contentCategory: first?.contentCategory ?? 'uncategorized',
  })
  const form = useForm({
    saved: begun,
    load: loadCheck,
    complete(typed: Typed, rules): NewConnection {
      const taken = existing.map(({ id }) => id)
      const proposed = typed.name.trim() === '' ? '' : (rules?.proposeConnectionId(typed.name, taken) ?? '')
      const contentCategory = template === 'people' ? 'people' : typed.contentCategory
      return { ...typed, contentCategory, id: typed.id ?? proposed }
    },
    check: (wanted, rules) => rules.newConnectionProblems(wanted, existing),
    send: (wanted: NewConnection) => unwrap(createConnection({ ...wanted, template })),
    onSent: ({ id }) => router.push(`/connections/${encodeURIComponent(id)}/schema`),
  })

  const change = (field: keyof NewConnection, value: string) => {
    // An id that was emptied is made of the name again.
    const again = field === 'name' && form.values.id === '' ? { id: null } : {}
    form.change({ [field]: value })
    form.put(again)
  }

  return (
    <form {...form.props} className="grid max-w-3xl gap-4">
      <TemplateChoice
        templates={templates}
        value={template}
        onChange={({ id, contentCategory }) => {
          setTemplate(id)
          form.put({ contentCategory })
        }}
      />
      <Card>
        <ConnectionFields
          values={form.values}
          categories={categories}
          change={change}
          problem={form.problem}
          categoryFixed={template === 'people'}
        />
      </Card>
      {form.rules?.connectionWarnings(form.values).map(({ field, message }) => (
        <Note key={field} tone="warn">
          {message}
        </Note>
      ))}
      {form.refused && <ProblemNote problem={form.refused} />}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" look="primary" pending={form.pending || form.sent}>
          Create connection
        </Button>
        <span className="text-sm text-muted">
          Creates a draft in Graph. Nothing can be indexed until its schema is registered.
        </span>
      </div>
      <LeaveDialog {...form.leaving} />
    </form>
  )
}
