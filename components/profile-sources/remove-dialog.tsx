'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { problemOf } from '@/components/ui/problem-of'
import { unwrap } from '@/lib/web/fetch'
import { removeSource } from './actions'

export interface Removable {
  sourceId: string
  name: string
  registered: boolean
}

export function RemoveDialog({ source, onClose }: { source: Removable; onClose: () => void }) {
  const router = useRouter()
  const remove = useMutation({
    mutationFn: () => unwrap(removeSource({ sourceId: source.sourceId, registered: source.registered })),
    onSuccess: () => {
      router.refresh()
      onClose()
    },
  })

  return (
    <ConfirmDialog
      open
      title={`Remove ${source.name}?`}
      confirm={source.registered ? 'Remove source' : 'Remove entry'}
      typed={source.registered ? source.sourceId : undefined}
      pending={remove.isPending}
      problem={problemOf(remove.error)}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      {source.registered ? (
        <div className="grid gap-2">
          <p>This is done in order:</p>
          <ol className="grid list-decimal gap-1 pl-5">
            <li>Its entry leaves the prioritized list.</li>
            <li>The profile source is unregistered. What it gave to profiles goes within about 24 hours.</li>
          </ol>
          <p className="text-muted">The connection and its items stay. You can register it again later.</p>
        </div>
      ) : (
        <p>The entry points at no registered source. Removing it changes nobody’s profile.</p>
      )}
    </ConfirmDialog>
  )
}
