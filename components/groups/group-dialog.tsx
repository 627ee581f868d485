'use client'

import { useRouter } from 'next/navigation'
import { FormDialog } from '@/components/ui/form-dialog'
import { TextArea, TextField } from '@/components/ui/text-field'
import { useForm } from '@/components/ui/use-form'
import type { GroupRow } from '@/lib/model/groups/group'
import { NewGroup } from '@/lib/model/groups/new-group'
import { problemsOf } from '@/lib/model/problems'
import { unwrap } from '@/lib/web/fetch'
import { createGroup, updateGroup } from './actions'
import { groupAddress } from './queries'

type Draft = Pick<GroupRow, 'groupId' | 'displayName' | 'description'>

// The dialog itself is loaded late, and its rules with it.
const loadRules = async () => (draft: Draft) =>
  new Map(problemsOf(NewGroup, draft).map(({ field, message }) => [field, message]))

/** Creates a group, or gives one another name. */
export function GroupDialog({
  connectionId,
  saved,
  onClose,
}: {
  connectionId: string
  saved: Draft | null
  onClose: () => void
}) {
  const router = useRouter()
  const form = useForm({
    saved: saved ?? { groupId: '', displayName: '', description: '' },
    load: loadRules,
    complete: ({ groupId, displayName, description }: Draft) => ({ groupId, displayName, description }),
    check: (draft, rules) => rules(draft),
    send: ({ groupId, ...names }: Draft) =>
      saved
        ? unwrap(updateGroup({ connectionId, groupId, names }))
        : unwrap(createGroup({ connectionId, group: { groupId, ...names } })),
    onSent({ groupId }) {
      onClose()
      if (saved) router.refresh()
      else router.push(groupAddress(connectionId, groupId))
    },
  })
  const { values, put, touch, problem } = form
  return (
    <FormDialog
      form={form}
      title={saved ? 'Change the group' : 'Create a group'}
      submit={saved ? 'Save group' : 'Create group'}
      failed="The group was not saved."
      onClose={onClose}
    >
      <TextField
        label="Name"
        name="displayName"
        value={values.displayName}
        onChange={(displayName) => put({ displayName })}
        onBlur={() => touch('displayName')}
        problem={problem('displayName')}
      />
      {!saved && (
        <TextField
          label="Id"
          name="groupId"
          mono
          value={values.groupId}
          onChange={(groupId) => put({ groupId })}
          onBlur={() => values.groupId !== '' && touch('groupId')}
          description="What access lists of items name. It cannot be changed later."
          problem={problem('groupId')}
        />
      )}
      <TextArea
        label="Description"
        name="description"
        optional
        value={values.description}
        onChange={(description) => put({ description })}
        onBlur={() => touch('description')}
        problem={problem('description')}
      />
    </FormDialog>
  )
}
