'use client'

import { type Dispatch, useMemo } from 'react'
import { Button } from '@/components/ui/button'
import type { SchemaChange } from '@/lib/model/schema/diff'
import type { SchemaProblem } from '@/lib/model/schema/rules/problem'
import type { ConnectorSchema, Property } from '@/lib/model/schema/schema'
import { EmptySchema } from './lazy'
import { ProblemList } from './problem-list'
import { PropertyGrid } from './property-grid'
import { PropertyPanel } from './property-panel'
import { writeMarks } from './row-marks'
import type { EditorStep } from './use-schema-draft'

/** The properties as a grid, with what is wrong with the schema and the selected property beside it. */
export function SchemaTable({
  schema,
  places,
  twins,
  problems,
  changes,
  people,
  place,
  field,
  readOnly,
  dispatch,
  onSelect,
  onLabels,
  onAdd,
  onStart,
  onShowAll,
  onFixed,
}: {
  schema: ConnectorSchema
  /** Of the properties that the search finds. */
  places: number[]
  /** What is registered in the place of each property. */
  twins: (Property | undefined)[]
  problems: SchemaProblem[]
  changes: SchemaChange[] | null
  people: boolean
  /** Of the selected property. */
  place: number
  field: keyof Property | null
  readOnly: string | null
  dispatch: Dispatch<EditorStep>
  onSelect: (place: number, field: keyof Property | null) => void
  onLabels: (place: number, element: HTMLElement) => void
  onAdd: () => void
  onStart: (schema: ConnectorSchema) => void
  /** Ends the search. */
  onShowAll: () => void
  onFixed: () => void
}) {
  const marks = useMemo(() => writeMarks(problems), [problems])
  const property = schema.properties[place]
  const general = problems.filter((problem) => problem.property === undefined)
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,1fr)_320px]">
      <div className="min-w-0 overflow-clip rounded-lg border border-line bg-surface shadow-card">
        {schema.properties.length === 0 ? (
          <EmptySchema people={people} readOnly={readOnly} onAdd={onAdd} onStart={onStart} />
        ) : places.length === 0 ? (
          <p className="p-4 text-muted">
            No property matches. <Button onClick={onShowAll}>Show all</Button>
          </p>
        ) : (
          <PropertyGrid
            schema={schema}
            places={places}
            twins={twins}
            marks={marks}
            people={people}
            selected={property ? place : null}
            readOnly={readOnly}
            dispatch={dispatch}
            onSelect={onSelect}
            onLabels={onLabels}
          />
        )}
      </div>
      <div className="grid min-w-0 gap-4">
        {general.length > 0 && (
          <div id="schema-problems">
            <ProblemList problems={general} readOnly={readOnly} dispatch={dispatch} onFixed={onFixed} />
          </div>
        )}
        {property && (
          <PropertyPanel
            key={place}
            property={property}
            place={place}
            field={field}
            registered={twins[place]}
            people={people}
            problems={problems.filter((problem) => problem.property === place)}
            changes={changes?.filter(({ index }) => index === place) ?? []}
            readOnly={readOnly}
            dispatch={dispatch}
            onLabels={onLabels}
          />
        )}
      </div>
    </div>
  )
}
