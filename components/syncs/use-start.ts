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
  source: { connectionId: string; uploadId?: string; mapping?: Mapping } | null
  unregistered: boolean
  ask: boolean
  onStarted: (syncId: string) => void
}) {
  const [asking, setAsking] = useState<How | null>(null)
  const start = useMutation({
    mutationFn: (input: NonNullable<typeof source> & How) =>
      unwrap(startSync({ ...input, evenUnregistered: unregistered })),
    onSuccess: ({ syncId }) => onStarted(syncId),
  })
  const go = (how: How) => {
    setAsking(null)
    if (source) start.mutate({ ...source, ...how })
  }
  const begin = ask ? setAsking : go
  return {
    start,
    begin: () => begin({ plan: 'when-new', type: 'full' }),
    /** Reads only what the source says has changed. */
    beginChanges: () => begin({ plan: 'when-new', type: 'incremental' }),
    /** Reads and compares, and sends nothing before the plan is approved. */
    dryRun: () => begin({ plan: 'always', type: 'full' }),
    /** What the question is given while it is asked. */
    confirm: asking ? { onConfirm: () => go(asking), onClose: () => setAsking(null) } : null,
  }
}

interface How {
  /** Whether a plan is made only of a new or changed sync. */
  plan: 'when-new' | 'always'
  type: 'full' | 'incremental'
}
