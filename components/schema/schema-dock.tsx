'use client'

import type { ReactNode } from 'react'
import { Chip } from '@/components/ui/chip'
import { Dock } from '@/components/ui/dock'
import { DraftStatus } from '@/components/ui/draft-status'
import { PlainButton } from '@/components/ui/plain-button'
import type { DraftState } from '@/components/ui/use-draft'
import { countText } from '@/lib/model/number-text'
import type { SchemaChange } from '@/lib/model/schema/diff'
import type { SchemaProblem } from '@/lib/model/schema/rules/problem'
import type { TextFaults } from './json-view'

/** What a submit would do, before it is clicked. */
export function SchemaDock({
  count,
  problems,
  faults,
  changes,
  save,
  items,
  onNext,
  children,
}: {
  count: number
  problems: readonly SchemaProblem[]
  /** What is wrong with the text of the JSON view. While it is no schema, nothing else can be said. */
  faults: TextFaults
  /** None for a first registration. */
  changes: readonly SchemaChange[] | null
  save: DraftState | null
  /** How many items there are to send again. */
  items: number
  /** Goes to the next problem of this severity. */
  onNext: (severity: SchemaProblem['severity']) => void
  children: ReactNode
}) {
  const unread = faults.errors > 0
  const refused = problems.filter(({ severity }) => severity === 'error').length
  const errors = unread ? faults.errors : refused
  const warnings = unread ? 0 : problems.length - refused + faults.notes
  const again = changes?.some((change) => change.class === 'reingest') ?? false

  return (
    <Dock label="Submit" actions={children}>
      <span className="tabular-nums">
        {count} of 128 <span className="max-sm:sr-only">properties</span>
      </span>
      {errors > 0 && (
        <PlainButton className="cursor-pointer rounded-full" onClick={() => onNext('error')}>
          <Chip tone="bad">{countText(errors, 'error')}</Chip>
        </PlainButton>
      )}
      {warnings > 0 && (
        <PlainButton className="cursor-pointer rounded-full" onClick={() => onNext('warning')}>
          <Chip tone="warn">{countText(warnings, 'warning')}</Chip>
        </PlainButton>
      )}
      {errors + warnings === 0 && count > 0 && <Chip tone="ok">No problems</Chip>}
      <p role="status" className="sr-only">
        {announced(errors, warnings)}
      </p>
      {changes === null && (
        <span className="text-sm text-muted max-lg:hidden">Once registered, names and types stay.</span>
      )}
      {changes && <Chip tone="plain">{changesText(changes)}</Chip>}
      {again && items > 0 && (
        <span className="text-sm text-muted">{countText(items, 'item')} to send again</span>
      )}
      <span className="text-sm text-muted">{save && <DraftStatus state={save} />}</span>
    </Dock>
  )
}

/** For screen readers, whenever it changes. */
const announced = (errors: number, warnings: number) =>
  errors + warnings === 0
    ? 'Nothing is wrong with the schema.'
    : `The schema has ${countText(errors, 'error')} and ${countText(warnings, 'warning')}.`

const classWords = { now: 'now', reingest: 'after re-ingestion', refused: 'refused' } as const

const classesOf = (changes: readonly SchemaChange[]) =>
  (['now', 'reingest', 'refused'] as const).filter((what) => changes.some((change) => change.class === what))

function changesText(changes: readonly SchemaChange[]) {
  if (changes.length === 0) return 'No changes'
  const parts = classesOf(changes).map(
    (what) => `${changes.filter((change) => change.class === what).length} ${classWords[what]}`,
  )
  const all = countText(changes.length, 'change')
  const [only] = parts.length === 1 ? classesOf(changes) : []
  return only ? `${all} ${classWords[only]}` : `${all}: ${parts.join(', ')}`
}
