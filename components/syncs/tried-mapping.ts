'use client'

import { useQuery } from '@tanstack/react-query'
import { createContext, useContext, useEffect, useState } from 'react'
import { problemOf } from '@/components/ui/problem-of'
import type { MappingToTry } from '@/lib/model/mapping/mapping-to-try'
import { previewQuery } from './queries'

/** Null as long as it has no item id. */
export const TriedMapping = createContext<MappingToTry | null>(null)

const settledMs = 600

/** The same once nobody has changed it for a moment. */
export function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), settledMs)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}

/** What is wrong with the expression of a field, as the server says. */
export function useExpressionProblem(field: string): string | undefined {
  const tried = useSettled(useContext(TriedMapping))
  const { data, error } = useQuery(previewQuery(tried, 'first'))
  const problem = problemOf(error)
  return data?.broken[field] ?? (problem?.field === field ? problem.message : undefined)
}
