'use client'

import { useMemo, useState } from 'react'
import { useLater } from '@/components/ui/use-later'
import { useSomebody } from '@/components/ui/use-somebody'
import type { SchemaProblem } from '@/lib/model/schema/rules/problem'
import type { ConnectorSchema } from '@/lib/model/schema/schema'

const loadRules = () => import('@/lib/model/schema/rules')

/**
 * What is wrong with the schema as it is edited. The rules are as large as the grid: the server has found what is wrong
 * with the schema that the page begins with, and the browser has them once somebody is there to change it.
 */
export function useProblems(
  schema: ConnectorSchema,
  found: SchemaProblem[],
  contentCategory: string | null,
  registered: ConnectorSchema | null,
): SchemaProblem[] {
  const [first] = useState(schema)
  const somebody = useSomebody()
  const rules = useLater(loadRules, somebody || schema !== first)
  return useMemo(
    () => rules?.checkSchema(schema, { contentCategory, registered }) ?? found,
    [rules, schema, contentCategory, registered, found],
  )
}
