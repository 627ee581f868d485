'use client'

import { useMemo, useState } from 'react'
import { useLater } from '@/components/ui/use-later'
import { useSomebody } from '@/components/ui/use-somebody'
import { personLabelOf } from '@/lib/model/labels/person-entities'
import type { MappingDraft } from '@/lib/model/mapping/mapping'
import type { MappingProblem } from '@/lib/model/mapping/mapping-problem'
import type { SyncSetupProps } from './sync-setup-props'

const loadCheck = async () => (await import('@/lib/model/mapping/check')).checkMapping
// Without all that is known of profile entities.
const loadPlain = async () => (await import('@/lib/model/mapping/check-columns')).checkColumns

/**
 * What is wrong with the mapping as it is edited; null until that is known. The server has checked the mapping that the
 * page begins with, and the browser has the rules once somebody is there to change it.
 */
export function useMappingProblems(
  mapping: MappingDraft,
  columns: string[] | null,
  { schema, contentCategory, dates, problems: found }: SyncSetupProps,
): MappingProblem[] | null {
  const [first] = useState({ mapping, columns: columns?.join('\n') })
  const isFirst = mapping === first.mapping && columns?.join('\n') === first.columns
  const somebody = useSomebody()
  const load = schema.properties.some(personLabelOf) ? loadCheck : loadPlain
  const check = useLater(load, somebody || !isFirst)
  return useMemo(() => {
    if (!columns) return []
    if (check) return check(mapping, columns, schema, contentCategory, dates)
    return isFirst ? found : null
  }, [check, isFirst, mapping, columns, schema, contentCategory, dates, found])
}
