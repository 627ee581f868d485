import type { ReactNode } from 'react'
import { Tag } from '@/components/ui/chip'
import { PlainButton } from '@/components/ui/plain-button'
import { useEarlyInput } from '@/components/ui/use-early-input'
import { parseAliases } from '@/lib/model/schema/cells'
import { propertyTypes } from '@/lib/model/schema/property-types'
import type { Property, PropertyType } from '@/lib/model/schema/schema'

export interface CellProps {
  /** What a screen reader calls the control. */
  label: string
  place: number
  field: keyof Property
  /** Why it cannot be changed. It stays focusable, so that the reason can be read. */
  lock?: string
  problem?: { severity: 'error' | 'warning'; message: string }
}

const controls = ({ label, place, field, lock, problem }: CellProps) => ({
  'aria-label': label,
  'data-place': place,
  'data-field': field,
  'aria-invalid': problem?.severity === 'error' || undefined,
  // With a label of its own, the title is the control's description.
  title: problem?.message ?? lock,
})

const marks = {
  error: 'bg-bad-soft! shadow-[inset_0_0_0_2px_var(--bad)]',
  warning: 'shadow-[inset_0_-2px_0_var(--warn)]',
}

const control =
  'block h-[33px] w-full min-w-0 bg-transparent px-2.5 -outline-offset-2 read-only:text-muted placeholder:text-faint'

function Cell({
  problem,
  children,
  className = '',
}: {
  problem: CellProps['problem']
  children: ReactNode
  className?: string
}) {
  return <td className={`p-0! ${problem ? marks[problem.severity] : ''} ${className}`}>{children}</td>
}

export function TextCell({
  value,
  onChange,
  mono,
  placeholder,
  className,
  ...cell
}: CellProps & {
  value: string
  onChange: (value: string) => void
  mono?: boolean
  placeholder?: string
  className?: string
}) {
  const input = useEarlyInput<HTMLInputElement>((element) => {
    if (element.value !== value && cell.lock === undefined) onChange(element.value)
  })
  return (
    <Cell problem={cell.problem} className={className}>
      <input
        ref={input}
        {...controls(cell)}
        type="text"
        autoComplete="off"
        spellCheck={mono ? false : undefined}
        readOnly={cell.lock !== undefined}
        placeholder={placeholder}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className={`${control} text-ellipsis ${mono ? 'font-mono text-[12.5px]' : ''}`}
      />
    </Cell>
  )
}

/** Keeps the text as it was typed, as long as it has the same meaning. */
export const aliasText = (aliases: readonly string[], typed: string | null) =>
  typed !== null && parseAliases(typed).join() === aliases.join() ? typed : aliases.join(', ')

export function FlagCell({
  checked,
  onChange,
  ...cell
}: CellProps & { checked: boolean; onChange: (checked: boolean) => void }) {
  const input = useEarlyInput<HTMLInputElement>((element) => {
    if (element.checked === checked) return
    if (cell.lock === undefined) onChange(element.checked)
    else element.checked = checked
  })
  return (
    <Cell problem={cell.problem}>
      <label className="grid h-[33px] place-items-center" title={cell.problem?.message ?? cell.lock}>
        <input
          ref={input}
          {...controls(cell)}
          type="checkbox"
          autoComplete="off"
          className="box"
          aria-disabled={cell.lock === undefined ? undefined : true}
          checked={checked}
          onChange={(event) => cell.lock === undefined && onChange(event.target.checked)}
        />
      </label>
    </Cell>
  )
}

export function TypeCell({
  value,
  people,
  onChange,
  ...cell
}: CellProps & { value: PropertyType; people: boolean; onChange: (type: PropertyType) => void }) {
  const select = useEarlyInput<HTMLSelectElement>((element) => {
    if (element.value !== value) onChange(element.value as PropertyType)
  })
  return (
    <Cell problem={cell.problem}>
      {cell.lock === undefined ? (
        <select
          ref={select}
          {...controls(cell)}
          autoComplete="off"
          value={value}
          onChange={(event) => onChange(event.target.value as PropertyType)}
          className={`${control} cursor-pointer appearance-none text-ellipsis`}
        >
          <TypeOptions people={people} />
        </select>
      ) : (
        <input {...controls(cell)} type="text" readOnly value={value} className={control} />
      )}
    </Cell>
  )
}

function TypeOptions({ people }: { people: boolean }) {
  return Object.values(propertyTypes).map((info) => {
    const off = people && !info.people
    return (
      <option key={info.type} value={info.type} disabled={off}>
        {off ? `${info.type} (not for people data)` : info.type}
      </option>
    )
  })
}

export function LabelCell({
  labels,
  onOpen,
  ...cell
}: CellProps & { labels: readonly string[]; onOpen: (place: number, anchor: HTMLElement) => void }) {
  return (
    <Cell problem={cell.problem}>
      <PlainButton
        {...controls(cell)}
        aria-haspopup="dialog"
        aria-disabled={cell.lock === undefined ? undefined : true}
        aria-label={`${cell.label}: ${labels.join(', ') || 'none'}`}
        onClick={(event) => cell.lock === undefined && onOpen(cell.place, event.currentTarget)}
        className={`${control} flex items-center gap-1 overflow-hidden text-left ${cell.lock === undefined ? 'cursor-pointer' : 'cursor-default'}`}
      >
        {labels.length === 0 ? (
          <span className="text-faint">none</span>
        ) : (
          labels.map((label) => (
            <Tag key={label} accent>
              {label}
            </Tag>
          ))
        )}
      </PlainButton>
    </Cell>
  )
}
