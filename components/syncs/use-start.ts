'use client'

import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Mapping } from '@/lib/model/mapping/mapping'
import { unwrap } from '@/lib/web/fetch'
import { startSync } from './actions'

/** Starts a sync; with `ask`, only after the admin has confirmed that people data is sent too early. */
export function useStart({
  source,
  unregistered,
  ask,
  onStarted,
}: {
  /** What to sync; null as long as the mapping is not complete. */
  source: { connectionId: string; uploadId?: string; mapping: Mapping } | null
  unregistered: boolean
  ask: boolean
  onStarted: (syncId: string) => void
}) {
  const [asking, setAsking] = useState(false)
  const start = useMutation({
    mutationFn: (input: NonNullable<typeof source>) =>
      unwrap(startSync({ ...input, evenUnregistered: unregistered })),
    onSuccess: ({ syncId }) => onStarted(syncId),
  })
  const go = () => {
    setAsking(false)
    if (source) start.mutate(source)
  }
  return {
    start,
    begin: ask ? () => setAsking(true) : go,
    /** What the question is given while it is asked. */
    confirm: asking ? { onConfirm: go, onClose: () => setAsking(false) } : null,
  }
}
