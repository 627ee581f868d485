'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Link } from '@/components/ui/link'
import { LinkButton } from '@/components/ui/link-button'
import { Note } from '@/components/ui/note'
import { PageContent } from '@/components/ui/page-content'
import { problemOf } from '@/components/ui/problem-of'
import { RefreshWhile } from '@/components/ui/refresh-while'
import { isMoving } from '@/lib/model/groups/group'
import { countText } from '@/lib/model/number-text'
import type { GroupView } from '@/lib/services/groups/read-group'
import { unwrap } from '@/lib/web/fetch'
import { removeMembers } from './actions'
import { AddMember } from './add-member'
import { GroupChip } from './group-chip'
import { GroupOwed } from './group-owed'
import { DeleteGroupDialog, GroupDialog, MembersFileDialog } from './lazy'
import { MemberTable } from './member-table'
import { groupAddress } from './queries'

/** One external group and who is in it. */
export function GroupPage({
  connectionId,
  view: { group, members, next, within, waitsForWorker },
  after,
  noEdit,
}: {
  connectionId: string
  view: GroupView
  after?: string
  noEdit: string | null
}) {
  const router = useRouter()
  const [open, setOpen] = useState<'change' | 'file' | 'delete' | 'empty' | null>(null)
  const { groupId } = group
  const base = groupAddress(connectionId, groupId)
  const close = () => setOpen(null)
  const remove = useMutation({
    mutationFn: (who: 'all' | string[]) => unwrap(removeMembers({ connectionId, groupId, members: who })),
    onSuccess() {
      close()
      router.refresh()
    },
  })
  const refused = noEdit ?? (group.state === 'deleting' ? 'The group is being deleted' : null)
  return (
    <PageContent>
      <RefreshWhile moving={isMoving(group)} seconds={2} />
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h2 className="min-w-0 text-lg [overflow-wrap:anywhere]">{group.displayName}</h2>
        <span className="font-mono text-sm break-all text-muted">{groupId}</span>
        <span role="status">
          <GroupChip group={group} />
        </span>
        <Link
          href={`/connections/${encodeURIComponent(connectionId)}/groups`}
          className="underline sm:ml-auto"
        >
          All groups
        </Link>
        <span className="flex flex-wrap gap-2">
          <Button disabledReason={refused} onClick={() => setOpen('change')}>
            Change
          </Button>
          <Button disabledReason={refused} onClick={() => setOpen('delete')}>
            Delete
          </Button>
        </span>
      </div>
      {group.description && <p className="text-muted">{group.description}</p>}
      <GroupOwed connectionId={connectionId} group={group} waitsForWorker={waitsForWorker} noEdit={noEdit} />
      {!group.membersKnown && (
        <Note tone="warn" title="It may have more members.">
          Graph had this group before it was made here, and lists no members. To be sure who is in it, delete
          it and create it again.
        </Note>
      )}
      <p className="text-muted">
        {group.items === 0 ? 'No item names' : countText(group.items, 'item names', 'items name')} this group.
        {within.length > 0 && ` It is in ${within.join(', ')}.`}
      </p>
      <Card title="Add a member">
        <AddMember connectionId={connectionId} groupId={groupId} noEdit={refused} />
      </Card>
      <Card
        title="Members"
        note={countText(group.members, 'member')}
        bare
        actions={
          <>
            <Button disabledReason={refused} onClick={() => setOpen('file')}>
              From a file
            </Button>
            <Button
              look="quiet"
              disabledReason={refused ?? (group.members === 0 ? 'Nobody is in it' : null)}
              onClick={() => setOpen('empty')}
            >
              Remove all
            </Button>
          </>
        }
      >
        {members.length > 0 ? (
          <MemberTable
            connectionId={connectionId}
            members={members}
            noEdit={refused}
            onRemove={({ memberId }) => remove.mutate([memberId])}
          />
        ) : (
          <p className="p-4 text-muted">Nobody is in it: nobody reads anything through it.</p>
        )}
      </Card>
      {remove.error && open !== 'empty' && (
        <Note tone="bad" role="alert" title="The member was not removed.">
          {problemOf(remove.error)?.message}
        </Note>
      )}
      {(after || next) && (
        <nav aria-label="Pages" className="flex gap-2">
          {after && <LinkButton href={base}>First</LinkButton>}
          {next && <LinkButton href={`${base}?after=${encodeURIComponent(next)}`}>Next</LinkButton>}
        </nav>
      )}
      {open === 'change' && <GroupDialog connectionId={connectionId} saved={group} onClose={close} />}
      {open === 'file' && <MembersFileDialog connectionId={connectionId} groupId={groupId} onClose={close} />}
      {open === 'delete' && (
        <DeleteGroupDialog connectionId={connectionId} groupId={groupId} within={within} onClose={close} />
      )}
      <ConfirmDialog
        open={open === 'empty'}
        title={`Remove everybody from ${group.displayName}?`}
        confirm="Remove all members"
        pending={remove.isPending}
        problem={problemOf(remove.error)}
        onConfirm={() => remove.mutate('all')}
        onClose={close}
      >
        <p>
          {countText(group.items, 'item names', 'items name')} it. Who reads only through this group can read
          them no more.
        </p>
      </ConfirmDialog>
    </PageContent>
  )
}
