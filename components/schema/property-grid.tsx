'use client'

import type { Dispatch, FocusEvent, KeyboardEvent } from 'react'
import type { DraftStep } from '@/lib/model/schema/draft'
import type { ConnectorSchema, Property } from '@/lib/model/schema/schema'
import { moveInGrid } from './grid-keys'
import { flagColumns, PropertyRow } from './property-row'

/** Every property in a row of plain controls. It scrolls inside its card. */
export function PropertyGrid({
  schema,
  places,
  twins,
  marks,
  people,
  selected,
  readOnly,
  dispatch,
  onSelect,
  onLabels,
}: {
  schema: ConnectorSchema
  /** The properties to show. */
  places: readonly number[]
  twins: readonly (Property | undefined)[]
  marks: ReadonlyMap<number, string>
  people: boolean
  selected: number | null
  readOnly: string | null
  dispatch: Dispatch<DraftStep>
  onSelect: (place: number, field: keyof Property | null) => void
  onLabels: (place: number, anchor: HTMLElement) => void
}) {
  const focus = (event: FocusEvent<HTMLElement>) => {
    const { place, field } = (event.target as HTMLElement).dataset
    if (place !== undefined) onSelect(Number(place), (field as keyof Property) ?? null)
  }
  const move = (event: KeyboardEvent<HTMLElement>) => moveInGrid(event)

  return (
    <section
      aria-label="Properties"
      className="max-h-[70dvh] overflow-auto -outline-offset-2 lg:max-h-[calc(100dvh-17.5rem)]"
    >
      <table
        className="table grid-lines min-w-[780px] table-fixed"
        aria-label="Properties"
        onFocus={focus}
        onKeyDown={move}
      >
        <thead>
          <tr>
            <th scope="col" className="left-0 z-[2]! w-32">
              Property
            </th>
            <th scope="col" className="w-31">
              Type
            </th>
            {flagColumns.map(({ field, title, word }) => (
              <th key={field} scope="col" className="w-13 px-0! text-xs! text-center!" title={word}>
                {title}
              </th>
            ))}
            <th scope="col" className="w-32">
              Label
            </th>
            <th scope="col" className="w-20">
              Aliases
            </th>
            <th scope="col">Description</th>
            <th scope="col" className="right-0 z-[2]! w-9">
              <span className="sr-only">Remove</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {places.map((place) => {
            const property = schema.properties[place]
            return (
              property && (
                <PropertyRow
                  key={place}
                  property={property}
                  place={place}
                  registered={twins[place]}
                  people={people}
                  marks={marks.get(place) ?? ''}
                  selected={selected === place}
                  readOnly={readOnly}
                  dispatch={dispatch}
                  onLabels={onLabels}
                />
              )
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
