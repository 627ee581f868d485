'use client'

import { useEffect, useMemo } from 'react'
import { checkMapping } from '@/lib/model/mapping/check'
import type { ColumnDates } from '@/lib/model/mapping/date-order'
import type { MappingDraft } from '@/lib/model/mapping/mapping'
import type { MappingProblem } from '@/lib/model/mapping/mapping-problem'
import { withDateOrders } from '@/lib/model/mapping/with-date-orders'
import type { ConnectorSchema } from '@/lib/model/schema/schema'
import { MappingCard } from './mapping-card'

/** The mapping, checked as it is edited. It brings all rules of properties, labels and people with it. */
export function CheckedMapping({
  mapping,
  columns,
  suggested,
  schema,
  contentCategory,
  dates,
  readOnly,
  onChange,
  onProblems,
}: {
  mapping: MappingDraft
  columns: string[]
  /** What their names suggest. */
  suggested: MappingDraft
  schema: ConnectorSchema
  contentCategory: string | null | undefined
  dates: Readonly<Record<string, ColumnDates>>
  readOnly: string | null
  onChange: (mapping: MappingDraft) => void
  /** Called with what is wrong, first of all when the mapping is there. */
  onProblems: (problems: MappingProblem[]) => void
}) {
  const problems = useMemo(
    () => checkMapping(mapping, columns, schema, contentCategory, dates),
    [mapping, columns, schema, contentCategory, dates],
  )
  useEffect(() => onProblems(problems), [problems, onProblems])
  return (
    <MappingCard
      mapping={mapping}
      columns={columns}
      suggested={suggested}
      schema={schema}
      people={contentCategory === 'people'}
      dates={dates}
      problems={problems}
      readOnly={readOnly}
      onChange={(next) => onChange(withDateOrders(next, dates, schema))}
    />
  )
}
