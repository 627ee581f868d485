'use client'

import { useMutation } from '@tanstack/react-query'
import { problemOf } from '@/components/ui/problem-of'
import type { Draft } from '@/components/ui/use-draft'
import type { RawResolver } from '@/lib/model/resolvers/graph-resolvers'
import type { ResolverSet } from '@/lib/model/resolvers/resolver-set'
import type { TestCase } from '@/lib/model/resolvers/test-case'
import { unwrap } from '@/lib/web/fetch'
import { submitResolvers } from './actions'

/** Sends the list as a whole, once its draft is saved. */
export function useSubmitResolvers({
  connectionId,
  set,
  failing,
  saving,
  onAnswered,
  onStored,
  onConflict,
}: {
  connectionId: string
  set: ResolverSet
  /** Test cases that fail, and that the admin overrules. */
  failing: readonly TestCase[]
  saving: Draft<ResolverSet>
  /** The review is over, unless it has to show what Graph refused. */
  onAnswered: () => void
  onStored: (list: RawResolver[]) => void
  /** The list in Graph is not the one that the draft began with. */
  onConflict: () => void
}) {
  return useMutation({
    mutationFn: async () => {
      // A draft that cannot be saved says so in the dock.
      if (!(await saving.flush())) return null
      const version = await saving.lastVersion()
      return unwrap(submitResolvers({ connectionId, set, overruled: [...failing], version }))
    },
    onSuccess(stored) {
      onAnswered()
      if (stored) onStored(stored.list)
    },
    onError(error) {
      if (problemOf(error)?.field !== 'resolvers') return
      onAnswered()
      onConflict()
    },
  })
}
