'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { commandQuery } from '@/components/syncs/queries'
import { problemOf } from '@/components/ui/problem-of'
import { isOver } from '@/lib/model/sync/command'
import type { Result } from '@/lib/services/result'
import { unwrap } from '@/lib/web/fetch'

/** Asks for a change of an item, and follows it until it is over. */
export function useItemChange<Input>(ask: (input: Input) => Promise<Result<{ commandId: string }>>) {
  const [id, setId] = useState<string | null>(null)
  const change = useMutation({
    mutationFn: (input: Input) => unwrap(ask(input)),
    onMutate: () => setId(null),
    onSuccess: ({ commandId }) => setId(commandId),
  })
  const { data, error } = useQuery(commandQuery(id))
  const view = id === null ? null : (data ?? null)
  const over = view && isOver(view) ? view : null
  return {
    send: change.mutate,
    isBusy: change.isPending || (id !== null && error === null && !over),
    over,
    waitsForWorker: view?.waitsForWorker ?? false,
    problem: problemOf(change.error ?? error) ?? over?.problem ?? null,
  }
}
