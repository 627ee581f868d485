'use client'

import { useRouter } from 'next/navigation'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { LeaveDialog } from '@/components/ui/leave-dialog'
import { Note } from '@/components/ui/note'
import { ProblemNote } from '@/components/ui/problem-note'
import { TextArea, TextField } from '@/components/ui/text-field'
import { useForm } from '@/components/ui/use-form'
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
  const form = useForm({
    saved,
    load: loadCheck,
    complete: (values) => values,
    check: (values, rules) => rules.updateProblems(values),
    send: (update: ConnectionUpdate) => unwrap(updateConnection({ id, ...update })),
    onSent: () => router.refresh(),
  })
  const { values, changed } = form
  const reason =
    disabledReason ??
    (changed.length === 0 && !form.pending ? 'Nothing has changed.' : null) ??
    [...form.problems.values()][0] ??
    null

  return (
    <Card title="Name and description">
      <form
        {...form.props}
        className="grid max-w-2xl gap-4"
        onSubmit={(event) => (reason ? event.preventDefault() : form.props.onSubmit(event))}
      >
        <TextField
          name="name"
          label="Name"
          value={values.name}
          readOnly={Boolean(disabledReason)}
          onChange={(name) => form.change({ name })}
          problem={form.problem('name')}
          description={changed.includes('name') ? <Was text={saved.name} /> : undefined}
        />
        <TextArea
          name="description"
          label="Description"
          rows={4}
          value={values.description}
          readOnly={Boolean(disabledReason)}
          onChange={(description) => form.change({ description })}
          problem={form.problem('description')}
          description={changed.includes('description') ? <Was text={saved.description} /> : undefined}
        />
        {form.rules?.connectionWarnings(values).map(({ field, message }) => (
          <Note key={field} tone="warn">
            {message}
          </Note>
        ))}
        {form.refused && <ProblemNote problem={form.refused} />}
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" look="primary" pending={form.pending} disabledReason={reason}>
            Save
          </Button>
          {changed.length > 0 && (
            <Button look="quiet" onClick={form.discard}>
              Discard changes
            </Button>
          )}
          <span role="status" className="text-sm text-muted">
            {form.sent && changed.length === 0 ? 'Saved in Graph.' : ''}
          </span>
        </div>
      </form>
      <LeaveDialog {...form.leaving} />
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
