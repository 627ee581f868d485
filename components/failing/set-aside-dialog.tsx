'use client'

import { FormDialog } from '@/components/ui/form-dialog'
import { TextArea } from '@/components/ui/text-field'
import { useForm } from '@/components/ui/use-form'
import { longestNote } from '@/lib/model/debts/failing'
import { countText } from '@/lib/model/number-text'
import { unwrap } from '@/lib/web/fetch'
import { setRecordsAside } from './actions'

// The dialog itself is loaded late, and its rule with it.
const loaded = async () => true

const noNote = new Map([['note', 'Write why they need not be sent.']])

/** Asks for the reason why records need not be sent. */
export function SetAsideDialog({
  connectionId,
  itemIds,
  onDone,
  onClose,
}: {
  connectionId: string
  itemIds: readonly string[]
  onDone: () => void
  onClose: () => void
}) {
  const form = useForm({
    saved: { note: '' },
    load: loaded,
    complete: (values) => values,
    check: ({ note }) => (note.trim() === '' ? noNote : new Map<string, string>()),
    send: ({ note }) => unwrap(setRecordsAside({ connectionId, itemIds: [...itemIds], note })),
    onSent: onDone,
  })
  return (
    <FormDialog
      form={form}
      title={`Set ${countText(itemIds.length, 'record')} aside?`}
      submit="Set aside"
      failed="They were not set aside."
      onClose={onClose}
    >
      <p>
        Runs leave them out from now on, and nobody is reminded of them. They stay in this list with your note
        and can be opened again. A record that changes in its source is tried again.
      </p>
      <TextArea
        label="Note"
        name="note"
        value={form.values.note}
        maxLength={longestNote}
        onChange={(note) => form.put({ note })}
        description="Why they need not be sent, for whoever looks at this next."
        problem={form.problem('note')}
      />
    </FormDialog>
  )
}
