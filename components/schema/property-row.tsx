import { Trash2 } from 'lucide-react'
import { type Dispatch, memo, useState } from 'react'
import { PlainButton } from '@/components/ui/plain-button'
import { lockedCells, parseAliases, removalLock } from '@/lib/model/schema/cells'
import type { DraftStep } from '@/lib/model/schema/draft'
import type { Property } from '@/lib/model/schema/schema'
import { aliasText, FlagCell, LabelCell, TextCell, TypeCell } from './property-cells'
import { readMarks } from './row-marks'

export const flagColumns = [
  { field: 'isSearchable', title: 'Search', word: 'searchable' },
  { field: 'isQueryable', title: 'Query', word: 'queryable' },
  { field: 'isRetrievable', title: 'Retrieve', word: 'retrievable' },
  { field: 'isRefinable', title: 'Refine', word: 'refinable' },
] as const

export interface RowProps {
  property: Property
  place: number
  registered: Property | undefined
  people: boolean
  /** What is wrong in the row, as `writeMarks` writes it: text, so that an unchanged row is not drawn again. */
  marks: string
  selected: boolean
  readOnly: string | null
  dispatch: Dispatch<DraftStep>
  onLabels: (place: number, anchor: HTMLElement) => void
}

/** One property. Memoized, so that a keystroke renders one row of 128. */
export const PropertyRow = memo(function PropertyRow(props: RowProps) {
  const { property, place, registered, people, readOnly, dispatch } = props
  const [typedAliases, setTypedAliases] = useState<string | null>(null)
  const problems = readMarks(props.marks)
  const locks = lockedCells(property, { people, registered })
  const name = property.name || `Property ${place + 1}`
  const change = (part: Partial<Property>) => dispatch({ type: 'change', index: place, change: part })
  const cell = (field: keyof Property, word: string) => ({
    label: `${name}, ${word}`,
    place,
    field,
    lock: readOnly ?? locks[field as keyof typeof locks],
    problem: problems.get(field),
  })
  const noRemoval = readOnly ?? removalLock(registered)

  return (
    <tr
      className="group"
      data-selected={props.selected || undefined}
      aria-current={props.selected || undefined}
    >
      <TextCell
        {...cell('name', 'name')}
        mono
        placeholder="name"
        className={`sticky left-0 z-[1] ${problems.has('name') ? '' : 'bg-surface group-hover:bg-sunken group-data-selected:bg-accent-soft'}`}
        value={property.name}
        onChange={(value) => change({ name: value })}
      />
      <TypeCell
        {...cell('type', 'type')}
        people={people}
        value={property.type}
        onChange={(type) => change({ type })}
      />
      {flagColumns.map(({ field, word }) => (
        <FlagCell
          key={field}
          {...cell(field, word)}
          checked={property[field] ?? false}
          onChange={(checked) => change({ [field]: checked })}
        />
      ))}
      <LabelCell {...cell('labels', 'labels')} labels={property.labels ?? []} onOpen={props.onLabels} />
      <TextCell
        {...cell('aliases', 'aliases')}
        mono
        value={aliasText(property.aliases ?? [], typedAliases)}
        onChange={(text) => {
          setTypedAliases(text)
          change({ aliases: parseAliases(text) })
        }}
      />
      <TextCell
        {...cell('description', 'description')}
        value={property.description ?? ''}
        onChange={(description) => change({ description })}
      />
      <td className="sticky right-0 z-[1] bg-surface p-0! text-center group-hover:bg-sunken group-data-selected:bg-accent-soft">
        <PlainButton
          aria-label={`Remove ${name}`}
          title={noRemoval ?? `Remove ${name}`}
          aria-disabled={noRemoval ? true : undefined}
          data-place={place}
          onClick={() => !noRemoval && dispatch({ type: 'remove', index: place })}
          className="inline-grid size-7 cursor-pointer place-items-center rounded-md align-middle text-muted -outline-offset-2 hover:bg-line hover:text-ink aria-disabled:cursor-not-allowed aria-disabled:opacity-40"
        >
          <Trash2 className="size-4" aria-hidden />
        </PlainButton>
      </td>
    </tr>
  )
})
