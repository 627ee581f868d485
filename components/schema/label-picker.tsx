'use client'

import { Check } from 'lucide-react'
import { type RefObject, useId } from 'react'
import { Autocomplete, useFilter } from 'react-aria-components/Autocomplete'
import { Dialog } from 'react-aria-components/Dialog'
import { Header } from 'react-aria-components/Header'
import { Input } from 'react-aria-components/Input'
import { ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { SearchField } from 'react-aria-components/SearchField'
import { Tag } from '@/components/ui/chip'
import { ScrollArea } from '@/components/ui/scroll-area'
import { labelChoices } from '@/lib/model/labels/choice'
import { labelInfo } from '@/lib/model/labels/labels'
import { labelPlaces } from '@/lib/model/schema/label-places'
import type { ConnectorSchema, Property } from '@/lib/model/schema/schema'

/** The labels of a property, grouped by use. Labels that cannot be chosen are listed with the reason. */
export function LabelPicker({
  schema,
  place,
  property,
  people,
  anchor,
  onChange,
  onClose,
}: {
  schema: ConnectorSchema
  /** Where `property` stands in it. */
  place: number
  property: Property
  people: boolean
  anchor: RefObject<HTMLElement | null>
  onChange: (labels: string[]) => void
  onClose: () => void
}) {
  const { contains } = useFilter({ sensitivity: 'base' })
  const titleId = useId()
  const own = property.labels ?? []
  const groups = labelChoices(property, { people, taken: takenBy(schema, place) })
  const chosen = groups.flatMap(({ choices }) => choices.filter((choice) => choice.chosen))
  const off = groups.flatMap(({ choices }) => choices.filter(({ reason }) => reason !== null))

  function pick(keys: ReadonlySet<unknown>) {
    const kept = own.filter((label) => keys.has(labelInfo(label).label))
    const added = [...keys].map(String).filter((key) => !own.some((label) => labelInfo(label).label === key))
    onChange([...kept, ...added])
    onClose()
  }

  return (
    <Popover
      triggerRef={anchor}
      isOpen
      onOpenChange={(open) => !open && onClose()}
      placement="bottom start"
      offset={4}
      maxHeight={440}
      className="flex w-96 max-w-[calc(100vw-1rem)] flex-col overflow-hidden rounded-lg border border-line-strong bg-raised shadow-pop"
    >
      <Dialog aria-labelledby={titleId} className="flex min-h-0 flex-col outline-none">
        <h2 id={titleId} className="px-3 pt-2.5 text-sm">
          Labels of <span className="font-mono">{property.name || 'the new property'}</span>{' '}
          <span className="font-normal text-muted">({property.type})</span>
        </h2>
        <Autocomplete filter={(text, input) => contains(text, input)}>
          <SearchField aria-label="Find a label" autoFocus className="p-2.5">
            <Input className="input" placeholder="Find a label or its use" />
          </SearchField>
          <ScrollArea
            labelledBy={titleId}
            className="min-h-0 flex-1 overflow-auto border-t border-line -outline-offset-2"
          >
            <ListBox
              aria-labelledby={titleId}
              selectionMode="multiple"
              escapeKeyBehavior="none"
              selectedKeys={chosen.map(({ label }) => label)}
              disabledKeys={off.map(({ label }) => label)}
              onSelectionChange={(keys) => pick(keys === 'all' ? new Set() : keys)}
              renderEmptyState={() => <p className="px-3 py-4 text-muted">No label matches.</p>}
              className="pb-1 outline-none"
            >
              {groups.map(({ title, choices }) => (
                <ListBoxSection key={title} id={title}>
                  <Header className="sticky top-0 bg-raised px-3 pt-2.5 pb-1 text-xs font-medium text-muted">
                    {title}
                  </Header>
                  {choices.map(({ label, use, reason, forCopilot, chosen: on }) => (
                    <ListBoxItem
                      key={label}
                      id={label}
                      textValue={`${label} ${use}`}
                      className="grid cursor-pointer grid-cols-[16px_minmax(0,1fr)] gap-x-2 px-3 py-1.5 outline-none data-disabled:cursor-not-allowed data-focused:bg-accent-soft data-hovered:bg-sunken"
                    >
                      <span className="pt-0.5 text-accent-text">
                        {on && <Check className="size-4" aria-hidden />}
                      </span>
                      <span className="grid">
                        <span
                          className={`flex flex-wrap items-center gap-1.5 ${reason ? 'text-muted' : 'font-medium'}`}
                        >
                          {label}
                          {forCopilot && <Tag>Copilot needs it</Tag>}
                        </span>
                        <span className="text-sm text-muted">{reason ?? use}</span>
                      </span>
                    </ListBoxItem>
                  ))}
                </ListBoxSection>
              ))}
            </ListBox>
          </ScrollArea>
        </Autocomplete>
      </Dialog>
    </Popover>
  )
}

/** The names of the other properties that carry a label, by label. */
function takenBy(schema: ConnectorSchema, place: number) {
  const others = [...labelPlaces(schema)].filter(([, at]) => at !== place)
  return new Map(others.map(([label, at]) => [label, schema.properties[at]?.name || `property ${at + 1}`]))
}
