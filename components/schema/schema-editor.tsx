'use client'

import { useCallback, useMemo, useRef, useState } from 'react'
import { PageContent } from '@/components/ui/page-content'
import { findProperties, registeredTwins } from '@/lib/model/schema/cells'
import { diffSchema } from '@/lib/model/schema/diff'
import { newProperty } from '@/lib/model/schema/draft'
import type { SchemaProblem } from '@/lib/model/schema/rules/problem'
import type { ConnectorSchema, Property } from '@/lib/model/schema/schema'
import { EditorToolbar } from './editor-toolbar'
import { focusCell } from './grid-keys'
import type { TextFaults } from './json-view'
import { DraftProblem, JsonView, LabelPicker } from './lazy'
import { SchemaDock } from './schema-dock'
import { SchemaTable } from './schema-table'
import { SubmitSchema } from './submit-schema'
import { useEditorKeys } from './use-editor-keys'
import { useProblems } from './use-problems'
import { type Stored, useSchemaDraft } from './use-schema-draft'

export interface SchemaEditorProps {
  connectionId: string
  contentCategory: string | null
  registered: ConnectorSchema | null
  stored: Stored
  /** What is wrong with the stored schema. */
  found: SchemaProblem[]
  /** Items that were sent already. */
  items: number
  /** Why nothing can be changed here. */
  readOnly: string | null
  /** Why nothing can be submitted now, whatever the schema. */
  submitReason: string | null
}

/** The editor of a schema: a grid or its JSON, a panel for the selected property, and what a submit would do. */
export function SchemaEditor({
  connectionId,
  contentCategory,
  registered,
  stored,
  found,
  items,
  readOnly,
  submitReason,
}: SchemaEditorProps) {
  const { draft, dispatch, saving, restart } = useSchemaDraft(connectionId, stored, readOnly !== null)
  const { schema } = draft
  const people = contentCategory === 'people'
  const [view, setView] = useState<'table' | 'json'>('table')
  const [faults, setFaults] = useState<TextFaults>({ errors: 0, notes: 0 })
  const [query, setQuery] = useState('')
  const [focus, setFocus] = useState<{ place: number; field: keyof Property | null }>({
    place: 0,
    field: null,
  })
  const [picking, setPicking] = useState<number | null>(null)
  const brokenText = useRef<string | null>(null)
  const anchor = useRef<HTMLElement | null>(null)

  const problems = useProblems(schema, found, contentCategory, registered)
  const changes = useMemo(() => (registered ? diffSchema(registered, schema) : null), [registered, schema])
  const twins = useMemo(() => registeredTwins(schema, registered), [schema, registered])
  const places = useMemo(() => findProperties(schema, query), [schema, query])

  const select = useCallback((place: number, field: keyof Property | null) => setFocus({ place, field }), [])
  const openLabels = useCallback((place: number, element: HTMLElement) => {
    anchor.current = element
    setPicking(place)
  }, [])
  const replace = useCallback(
    (next: ConnectorSchema) => dispatch({ type: 'replaceAll', schema: next }),
    [dispatch],
  )
  const goTo = (place: number, field: keyof Property) => {
    setQuery('')
    setView('table')
    setFocus({ place, field })
    focusCell(place, field)
  }
  const add = () => {
    dispatch({ type: 'add', property: people ? { ...newProperty, ...noFlags } : newProperty })
    goTo(schema.properties.length, 'name')
  }
  useEditorKeys(dispatch, add, readOnly !== null)
  const goToNext = (severity: SchemaProblem['severity']) => {
    if (faults.errors > 0) return document.getElementById('schema-json')?.focus()
    const found = problems.filter((problem) => problem.severity === severity)
    const placed = found.filter((problem) => problem.property !== undefined)
    const next = placed.find((problem) => (problem.property ?? 0) > focus.place) ?? placed[0]
    if (next?.property !== undefined) goTo(next.property, next.field ?? 'name')
    else document.getElementById('schema-problems')?.scrollIntoView({ block: 'center' })
  }

  const place = Math.min(focus.place, schema.properties.length - 1)
  const picked = picking === null ? undefined : schema.properties[picking]

  return (
    <>
      <PageContent>
        <EditorToolbar
          draft={draft}
          view={view}
          query={query}
          found={query.trim() === '' ? null : places.length}
          readOnly={readOnly}
          dispatch={dispatch}
          onView={setView}
          onQuery={setQuery}
          onAdd={add}
        />
        {saving.state.problem && <DraftProblem draft={saving} />}
        {view === 'json' ? (
          <JsonView
            schema={schema}
            registered={registered}
            problems={problems}
            readOnly={readOnly}
            kept={brokenText}
            onChange={replace}
            onFaults={setFaults}
          />
        ) : (
          <SchemaTable
            schema={schema}
            places={places}
            twins={twins}
            problems={problems}
            changes={changes}
            people={people}
            place={place}
            field={focus.field}
            readOnly={readOnly}
            dispatch={dispatch}
            onSelect={select}
            onLabels={openLabels}
            onAdd={add}
            onStart={replace}
            onShowAll={() => setQuery('')}
            onFixed={() => goTo(schema.properties.length, 'name')}
          />
        )}
      </PageContent>
      <SchemaDock
        count={schema.properties.length}
        problems={problems}
        faults={faults}
        changes={changes}
        save={readOnly || (changes?.length === 0 && saving.state.status === 'saved') ? null : saving.state}
        items={items}
        onNext={goToNext}
      >
        <SubmitSchema
          connectionId={connectionId}
          schema={schema}
          registered={registered}
          problems={problems}
          changes={changes}
          items={items}
          reason={
            readOnly ??
            submitReason ??
            (faults.errors > 0
              ? 'The JSON text cannot be read. Fix it, or go back to the last schema.'
              : null)
          }
          readOnly={readOnly}
          saving={saving}
          onDiscarded={() => restart({ schema: registered ?? emptied(schema), version: null })}
        />
      </SchemaDock>
      {picked && picking !== null && (
        <LabelPicker
          schema={schema}
          place={picking}
          property={picked}
          people={people}
          anchor={anchor}
          onChange={(labels) => dispatch({ type: 'change', index: picking, change: { labels } })}
          onClose={() => setPicking(null)}
        />
      )}
    </>
  )
}

const noFlags = { isQueryable: false, isRetrievable: false }

const emptied = ({ baseType }: ConnectorSchema): ConnectorSchema => ({ baseType, properties: [] })
