'use client'

import { Plus, X } from 'lucide-react'
import { type Dispatch, type ReactNode, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Tag } from '@/components/ui/chip'
import { IconButton } from '@/components/ui/icon-button'
import { Note } from '@/components/ui/note'
import { TextArea, TextField } from '@/components/ui/text-field'
import { type CellField, lockedCells, parseAliases, removalLock } from '@/lib/model/schema/cells'
import type { SchemaChange } from '@/lib/model/schema/diff'
import type { DraftStep } from '@/lib/model/schema/draft'
import { propertyTypes } from '@/lib/model/schema/property-types'
import type { SchemaProblem } from '@/lib/model/schema/rules/problem'
import type { Property } from '@/lib/model/schema/schema'
import { changeClasses } from './change-classes'
import { focusCell } from './grid-keys'
import { LabelText } from './lazy'
import { ProblemList } from './problem-list'
import { aliasText } from './property-cells'

/** The selected property: what is wrong with it, what its label does, and the texts that need room. */
export function PropertyPanel({
  property,
  place,
  field,
  registered,
  people,
  problems,
  changes,
  readOnly,
  dispatch,
  onLabels,
}: {
  property: Property
  place: number
  /** The cell that has the focus. */
  field: keyof Property | null
  registered: Property | undefined
  people: boolean
  problems: readonly SchemaProblem[]
  changes: readonly SchemaChange[]
  readOnly: string | null
  dispatch: Dispatch<DraftStep>
  onLabels: (place: number, anchor: HTMLElement) => void
}) {
  const [typedAliases, setTypedAliases] = useState<string | null>(null)
  const change = (part: Partial<Property>) => dispatch({ type: 'change', index: place, change: part })
  const locks = lockedCells(property, { people, registered })
  const lock = readOnly ?? locks[field as CellField]
  const labels = property.labels ?? []
  const description = property.description ?? ''
  const problemAt = (name: keyof Property) =>
    problems.find((problem) => problem.field === name && problem.severity === 'error')?.message
  const name = property.name || `Property ${place + 1}`

  return (
    <section
      aria-label={`Property ${name}`}
      className="min-w-0 overflow-clip rounded-lg border border-line bg-surface shadow-card"
    >
      <header className="flex items-center gap-2 border-b border-line px-4 py-2.5">
        <h2 className="min-w-0 flex-1 truncate font-mono text-sm" title={name}>
          {name}
        </h2>
        <Tag>{registered ? (changes.length > 0 ? 'changed' : 'registered') : 'new'}</Tag>
      </header>
      <div className="grid gap-4 p-4">
        <ProblemList
          problems={problems}
          readOnly={readOnly}
          dispatch={dispatch}
          onFixed={({ field: fixed }) => fixed && focusCell(place, fixed)}
        />
        {lock && !readOnly && field && <Note title={`${fieldWords[field]}:`}>{lock}</Note>}
        <Part title="Type">
          {property.type}
          <span className="text-muted"> · {propertyTypes[property.type]?.title ?? 'unknown'}</span>
        </Part>
        <Part title="Labels">
          <ul className="grid gap-2">
            {labels.map((label) => (
              <li key={label} className="flex items-start gap-2">
                <div className="min-w-0 flex-1">
                  <Tag accent>{label}</Tag>
                  <LabelText label={label} />
                </div>
                <IconButton
                  label={`Remove label ${label}`}
                  disabledReason={readOnly}
                  onClick={() => change({ labels: labels.filter((one) => one !== label) })}
                >
                  <X aria-hidden />
                </IconButton>
              </li>
            ))}
          </ul>
          <div className="mt-1">
            <Button
              disabledReason={readOnly}
              aria-haspopup="dialog"
              onClick={(event) => onLabels(place, event.currentTarget)}
            >
              <Plus aria-hidden />
              Add label
            </Button>
          </div>
        </Part>
        <TextArea
          label="Description"
          rows={3}
          value={description}
          readOnly={readOnly !== null}
          problem={problemAt('description')}
          description={
            <span className="flex justify-between gap-2">
              Tells Copilot what the values mean.
              <span className={`tabular-nums ${description.length > 200 ? 'text-bad' : ''}`}>
                {description.length} of 200
              </span>
            </span>
          }
          onChange={(text) => change({ description: text })}
        />
        <TextField
          label="Aliases"
          mono
          value={aliasText(property.aliases ?? [], typedAliases)}
          readOnly={readOnly !== null}
          problem={problemAt('aliases')}
          description="Other names for queries, separated by commas."
          onChange={(text) => {
            setTypedAliases(text)
            change({ aliases: parseAliases(text) })
          }}
        />
        {changes.length > 0 && (
          <Part title="After submit">
            <ul className="grid gap-1">
              {changes.map(({ change: kind, text, class: what }) => (
                <li key={`${kind} ${text}`}>
                  {text} <span className="text-muted">{changeClasses[what].short}.</span>
                </li>
              ))}
            </ul>
          </Part>
        )}
        <div>
          <Button
            disabledReason={readOnly ?? removalLock(registered)}
            onClick={() => dispatch({ type: 'remove', index: place })}
          >
            Remove property
          </Button>
        </div>
      </div>
    </section>
  )
}

const fieldWords: Record<keyof Property, string> = {
  name: 'Name',
  type: 'Type',
  labels: 'Labels',
  aliases: 'Aliases',
  description: 'Description',
  isSearchable: 'Searchable',
  isQueryable: 'Queryable',
  isRetrievable: 'Retrievable',
  isRefinable: 'Refinable',
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="grid gap-1">
      <h3 className="font-medium">{title}</h3>
      <div className="min-w-0 [overflow-wrap:anywhere]">{children}</div>
    </div>
  )
}
