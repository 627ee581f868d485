'use client'

import { useState } from 'react'
import { problemOf } from '@/components/ui/problem-of'
import type { RawResolver } from '@/lib/model/resolvers/graph-resolvers'
import type { Merged } from '@/lib/model/resolvers/merge'
import type { ResolverSet } from '@/lib/model/resolvers/resolver-set'
import { getJson } from '@/lib/web/fetch'

type Comparison =
  | { state: 'none' | 'comparing' }
  | { state: 'done'; merged: Merged }
  | { state: 'failed'; error: Error }

/** The draft beside the list that Graph has by now, when the two are to be compared. */
export function useConflict(connectionId: string, set: ResolverSet) {
  // Without a mutation, whose code the page needs for nothing else before something is edited.
  const [comparison, setComparison] = useState<Comparison>({ state: 'none' })
  const compare = async () => {
    setComparison({ state: 'comparing' })
    try {
      const [{ list }, { mergeSets }] = await Promise.all([
        getJson<{ list: RawResolver[] }>(`/api/connections/${encodeURIComponent(connectionId)}/resolvers`),
        import('@/lib/model/resolvers/merge'),
      ])
      setComparison({ state: 'done', merged: mergeSets(set, list) })
    } catch (error) {
      setComparison({ state: 'failed', error: error as Error })
    }
  }
  return {
    merged: comparison.state === 'done' ? comparison.merged : null,
    compare: () => void compare(),
    comparing: comparison.state === 'comparing',
    problem: comparison.state === 'failed' ? problemOf(comparison.error) : null,
    close: () => setComparison({ state: 'none' }),
  }
}

export type Conflict = ReturnType<typeof useConflict>
