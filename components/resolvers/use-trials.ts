'use client'

import { useCallback } from 'react'
import type { Made } from '@/lib/model/resolvers/marks'
import type { Resolver } from '@/lib/model/resolvers/resolver'
import type { TraceStep } from '@/lib/model/resolvers/trace'
import type { Tried } from './use-example'
import type { Runner } from './worker/runner'

/** What single links make of the resolvers that are edited, and of a proposed one. */
export function useTrials(
  trace: (url: string, among: Resolver[]) => Promise<TraceStep[]>,
  compare: Runner['compare'],
  resolvers: Resolver[],
) {
  const traceNow = useCallback((url: string) => trace(url, resolvers), [trace, resolvers])
  const tryOut = useCallback(
    async (made: Made, url: string): Promise<Tried> => {
      const alone = 'resolver' in made ? [made.resolver] : []
      const [[only], now] = await Promise.all([trace(url, alone), trace(url, resolvers)])
      const place = now.findIndex(({ step }) => step === 'matches')
      const winner = now[place]
      return {
        itemId: only?.step === 'matches' ? only.match.itemId : null,
        now: winner?.step === 'matches' ? { place, itemId: winner.match.itemId } : null,
      }
    },
    [trace, resolvers],
  )
  const compareFix = useCallback(
    async (place: number, change: Partial<Resolver>) => {
      const resolver = resolvers[place]
      return resolver ? compare(resolvers, place, { ...resolver, ...change }) : null
    },
    [compare, resolvers],
  )
  return { traceNow, tryOut, compareFix }
}
