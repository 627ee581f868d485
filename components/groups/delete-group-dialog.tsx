'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Note } from '@/components/ui/note'
import { problemOf } from '@/components/ui/problem-of'
import { countText } from '@/lib/model/number-text'
import type { GroupUse } from '@/lib/services/groups/read-group-use'
import { unwrap } from '@/lib/web/fetch'
import { deleteGroup } from './actions'
import { groupUseQuery } from './queries'

/** Shows which items would lose readers before a group is deleted. */
export function DeleteGroupDialog({
  connectionId,
  groupId,
  within,
  onClose,
}: {
  connectionId: string
  groupId: string
  /** Groups that hold it. */
  within: readonly string[]
  onClose: () => void
}) {
  const router = useRouter()
  const { data: use, error } = useQuery(groupUseQuery(connectionId, groupId))
  const remove = useMutation({
    mutationFn: (items: number) => unwrap(deleteGroup({ connectionId, groupId, items })),
    onSuccess() {
      onClose()
      router.push(`/connections/${encodeURIComponent(connectionId)}/groups`)
    },
  })
  return (
    <ConfirmDialog
      open
      title={`Delete the group ${groupId}?`}
      confirm="Delete group"
      typed={groupId}
      pending={remove.isPending || (!use && !error)}
      problem={problemOf(remove.error ?? error)}
      onConfirm={() => use && remove.mutate(use.items)}
      onClose={onClose}
    >
      {!use && !error && <p role="status">Counting the items that name it</p>}
      {use && <Use use={use} />}
      {within.length > 0 && (
        <p>It is in {within.join(', ')}: who is only in it can no longer read what these may.</p>
      )}
    </ConfirmDialog>
  )
}

function Use({ use: { items, onlyReader, denied, sample } }: { use: GroupUse }) {
  if (items === 0) return <p>No item that was sent from here names it.</p>
  return (
    <>
      <p>{countText(items, 'item names', 'items name')} it and would lose its members as readers.</p>
      {onlyReader > 0 && (
        <Note tone="warn" title={`Of ${countText(onlyReader, 'item')} it is the only reader.`}>
          Nobody could read them any more.
        </Note>
      )}
      {denied > 0 && (
        <Note tone="warn" title={`${countText(denied, 'item denies', 'items deny')} it.`}>
          Its members could read what is kept from them now.
        </Note>
      )}
      <ul className="list-disc pl-4">
        {sample.map(({ itemId, title }) => (
          <li key={itemId} className="[overflow-wrap:anywhere]">
            {title ?? itemId}
          </li>
        ))}
        {items > sample.length && <li>and {countText(items - sample.length, 'more', 'more')}</li>}
      </ul>
    </>
  )
}
