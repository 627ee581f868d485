'use client'

import { useMutation } from '@tanstack/react-query'
import { Button } from '@/components/ui/button'
import { isLive } from '@/lib/model/sync/status'
import type { SyncView } from '@/lib/model/sync/sync'
import { unwrap } from '@/lib/web/fetch'
import { cancelSync, pauseSync, resumeSync } from './actions'

interface Props {
  sync: SyncView
  /** Why this admin may not. */
  refused: string | null
  onDone: () => void
  /** Tells what went wrong, or that nothing does any more. */
  onError: (error: Error | null) => void
}

/** Pauses, resumes and cancels a run. */
export function RunControls({ sync, refused, onDone, onError }: Props) {
  const act = useMutation({
    mutationFn: (send: typeof cancelSync) => unwrap(send({ syncId: sync.id })),
    onMutate: () => onError(null),
    onError,
    onSettled: onDone,
  })
  if (!isLive(sync)) return null
  const noPause =
    sync.sourceKind === 'remote'
      ? 'A connector elsewhere cannot be paused from here. Cancel its run instead.'
      : null
  const it = sync.type === 'groups' ? 'run' : 'sync'
  const button = (name: string, send: typeof cancelSync, no: string | null = null) => (
    <Button
      pending={act.isPending && act.variables === send}
      disabledReason={refused ?? no}
      onClick={() => act.mutate(send)}
    >
      {name}
    </Button>
  )
  return (
    <>
      {sync.status === 'paused'
        ? button(`Resume ${it}`, resumeSync)
        : button(`Pause ${it}`, pauseSync, noPause)}
      {button(`Cancel ${it}`, cancelSync)}
    </>
  )
}
