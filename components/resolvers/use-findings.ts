'use client'

import { useEffect, useMemo, useState } from 'react'
import type { Finding } from '@/lib/model/resolvers/lint/finding'
import type { Resolver } from '@/lib/model/resolvers/resolver'
import { useHangCheck } from './use-hang-check'

// Needs the parser of patterns, which the page does without until a pattern was found to hang.
const load = () => import('@/lib/model/resolvers/lint/backtracking')

/** What the worker's lint found, with what the slower look for catastrophic backtracking adds. */
export function useFindings(resolvers: Resolver[], found: Finding[]): Finding[] {
  const diagnoses = useHangCheck(resolvers.map(({ urlPattern }) => urlPattern))
  const [hanging, setHanging] = useState<Finding[]>([])
  useEffect(() => {
    let here = true
    const bad = resolvers.flatMap((resolver, place) => {
      const diagnosis = diagnoses[resolver.urlPattern]
      return diagnosis?.status === 'vulnerable' ? [{ resolver, place, diagnosis }] : []
    })
    if (bad.length === 0) setHanging([])
    else
      void load().then(({ backtrackingOf }) => {
        if (!here) return
        setHanging(
          bad.flatMap(({ resolver, place, diagnosis }) =>
            backtrackingOf(resolver, diagnosis).map((one) => ({ ...one, resolver: place })),
          ),
        )
      })
    return () => {
      here = false
    }
  }, [resolvers, diagnoses])
  return useMemo(
    () => [...found.filter(({ resolver }) => resolver < resolvers.length), ...hanging],
    [found, hanging, resolvers.length],
  )
}
