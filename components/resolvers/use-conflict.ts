'use client'

import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { problemOf } from '@/components/ui/problem-of'
import type { RawResolver } from '@/lib/model/resolvers/graph-resolvers'
import type { Merged } from '@/lib/model/resolvers/merge'
import type { ResolverSet } from '@/lib/model/resolvers/resolver-set'
import { getJson } from '@/lib/web/fetch'

/** The draft beside the list that Graph has by now, when the two are to be compared. */
export function useConflict(connectionId: string, set: ResolverSet) {
  const [merged, setMerged] = useState<Merged | null>(null)
  const compare = useMutation({
    mutationFn: async () => {
      const [{ list }, { mergeSets }] = await Promise.all([
        getJson<{ list: RawResolver[] }>(`/api/connections/${encodeURIComponent(connectionId)}/resolvers`),
        import('@/lib/model/resolvers/merge'),
      ])
      return mergeSets(set, list)
    },
    onSuccess: setMerged,
  })
  return {
    merged,
    compare: compare.mutate,
    comparing: compare.isPending,
    problem: problemOf(compare.error),
    close: () => setMerged(null),
  }
}

export type Conflict = ReturnType<typeof useConflict>
