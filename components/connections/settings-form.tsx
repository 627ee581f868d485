'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Note } from '@/components/ui/note'
import { ProblemNote } from '@/components/ui/problem-note'
import { problemOf } from '@/components/ui/problem-of'
import { TextArea, TextField } from '@/components/ui/text-field'
import { useLater } from '@/components/ui/use-later'
import type { ConnectionUpdate } from '@/lib/model/connection/connection'
import { unwrap } from '@/lib/web/fetch'
import { updateConnection } from './actions'

const loadCheck = () => import('./connection-check')

interface Props {
  id: string
  saved: ConnectionUpdate
  disabledReason: string | null
}

export function SettingsForm({ id, saved, disabledReason }: Props) {
  const router = useRouter()
  const [values, setValues] = useState(saved)
  const save = useMutation({
    mutationFn: (update: ConnectionUpdate) => unwrap(updateConnection({ id, ...update })),
    onSuccess: () => router.refresh(),
  })
  const refused = problemOf(save.error)
  const check = useLater(loadCheck)
  const problems = check?.updateProblems(values) ?? new Map<string, string>()
  const said = (field: keyof ConnectionUpdate) =>
    refused?.field === field && save.variables?.[field] === values[field]
      ? refused.message
      : problems.get(field)
  const changed = (['name', 'description'] as const).filter((field) => values[field].trim() !== saved[field])
  const justSaved = save.isSuccess && changed.length === 0
  const reason =
    disabledReason ??
    (changed.length === 0 && !save.isPending ? 'Nothing has changed.' : ([...problems.values()][0] ?? null))

  return (
    <Card title="Name and description">
      <form
        noValidate
        className="grid max-w-2xl gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (!reason) save.mutate(values)
        }}
      >
        <TextField
          name="name"
          label="Name"
          value={values.name}
          readOnly={Boolean(disabledReason)}
          onChange={(name) => setValues((before) => ({ ...before, name }))}
          problem={said('name')}
          description={changed.includes('name') ? <Was text={saved.name} /> : undefined}
        />
        <TextArea
          name="description"
          label="Description"
          rows={4}
          value={values.description}
          readOnly={Boolean(disabledReason)}
          onChange={(description) => setValues((before) => ({ ...before, description }))}
          problem={said('description')}
          description={changed.includes('description') ? <Was text={saved.description} /> : undefined}
        />
        {check?.connectionWarnings(values).map(({ field, message }) => (
          <Note key={field} tone="warn">
            {message}
          </Note>
        ))}
        {refused && !refused.field && <ProblemNote problem={refused} />}
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" look="primary" pending={save.isPending} disabledReason={reason}>
            Save
          </Button>
          {changed.length > 0 && (
            <Button look="quiet" onClick={() => setValues(saved)}>
              Discard changes
            </Button>
          )}
          <span role="status" className="text-sm text-muted">
            {justSaved ? 'Saved in Graph.' : ''}
          </span>
        </div>
      </form>
    </Card>
  )
}

function Was({ text }: { text: string }) {
  return (
    <>
      Was: <del className="decoration-faint">{text || 'empty'}</del>
    </>
  )
}
