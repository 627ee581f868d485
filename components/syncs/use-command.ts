'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { isOver, type Records } from '@/lib/model/sync/command'
import { unwrap } from '@/lib/web/fetch'
import { sendRecords } from './actions'
import { commandQuery } from './queries'

/** Asks for records to be sent now, and follows that until it is over. */
export function useCommand(connectionId: string) {
  const [id, setId] = useState<string | null>(null)
  const ask = useMutation({
    mutationFn: (records: Records) => unwrap(sendRecords({ connectionId, records })),
    onMutate: () => setId(null),
    onSuccess: ({ commandId }) => setId(commandId),
  })
  const { data, error } = useQuery(commandQuery(id))
  const view = id === null ? null : (data ?? null)
  return {
    send: ask.mutate,
    isBusy: ask.isPending || (id !== null && error === null && !(view && isOver(view))),
    /** Its result, once it is over. */
    over: view && isOver(view) ? view : null,
    waitsForWorker: view?.waitsForWorker ?? false,
    error: ask.error ?? error,
  }
}
