'use client'

import { useQuery } from '@tanstack/react-query'
import { useContext, useEffect, useState } from 'react'
import { problemOf } from '@/components/ui/problem-of'
import { previewQuery } from './queries'
import { TriedMapping } from './tried-mapping'

const settledMs = 600

/** The mapping to try, once nobody has changed it for a moment. */
export function useTriedMapping() {
  const value = useContext(TriedMapping)
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), settledMs)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}

/** What is wrong with the expression of a field, as the server says. */
export function useExpressionProblem(field: string): string | undefined {
  const { data, error } = useQuery(previewQuery(useTriedMapping(), 'first'))
  const problem = problemOf(error)
  return data?.broken[field] ?? (problem?.field === field ? problem.message : undefined)
}
