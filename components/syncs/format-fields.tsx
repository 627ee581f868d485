'use client'

import { useState } from 'react'
import { Select } from '@/components/ui/select'
import { TextField } from '@/components/ui/text-field'
import type { ColumnDates } from '@/lib/model/mapping/date-order'
import type { PropertyMapping } from '@/lib/model/mapping/mapping'
import { isTimeZone } from '@/lib/model/mapping/time-zone'
import type { PropertyType } from '@/lib/model/schema/schema'

type How = PropertyMapping & { kind: 'column' }

interface Props {
  how: How
  readOnly: string | null
  onChange: (how: How) => void
}

/** How the dates, numbers or words of a column are written; nothing for a type that every text fits. */
export function FormatFields({
  type,
  dates,
  ...props
}: Props & { type: PropertyType; dates: ColumnDates | undefined }) {
  if (type.startsWith('dateTime')) return <Dates {...props} dates={dates} />
  if (type.startsWith('int64') || type.startsWith('double')) return <Numbers {...props} />
  return type === 'boolean' ? <YesNo {...props} /> : null
}

const orders = [
  { value: 'dayFirst', label: 'Day first, like 31.12.2025' },
  { value: 'monthFirst', label: 'Month first, like 12/31/2025' },
  { value: 'seconds', label: 'Seconds since 1970' },
  { value: 'milliseconds', label: 'Milliseconds since 1970' },
] as const

function Dates({ how, dates, readOnly, onChange }: Props & { dates: ColumnDates | undefined }) {
  const [zone, setZone] = useState(how.timeZone ?? '')
  const unset = dates === 'ask' ? 'Choose how dates are written' : 'Year first, like 2025-12-31'
  const choose = (value: string) =>
    onChange({
      ...how,
      dateOrder: value === 'dayFirst' || value === 'monthFirst' ? value : undefined,
      epoch: value === 'seconds' || value === 'milliseconds' ? value : undefined,
    })
  return (
    <>
      <Select
        label={`Dates of ${how.column}`}
        value={how.dateOrder ?? how.epoch ?? ''}
        options={[{ value: '', label: unset }, ...orders]}
        disabled={readOnly !== null}
        title={readOnly ?? undefined}
        onChange={choose}
      />
      <TextField
        label={`Time zone of ${how.column}`}
        placeholder="UTC"
        list="time-zones"
        value={zone}
        readOnly={readOnly !== null}
        description="Of times without an offset. One that comes twice, when clocks are set back, is the first."
        problem={zone !== '' && !isTimeZone(zone) ? 'Use a name such as Europe/Berlin.' : undefined}
        onChange={(text) => {
          setZone(text)
          if (text === '' || isTimeZone(text)) onChange({ ...how, timeZone: text || undefined })
        }}
      />
    </>
  )
}

const signs = [
  { value: '', label: 'Dot, without thousands separators' },
  { value: '.', label: 'Dot, like 1,234.5' },
  { value: ',', label: 'Comma, like 1.234,5' },
] as const

function Numbers({ how, readOnly, onChange }: Props) {
  return (
    <Select
      label={`Decimal sign of ${how.column}`}
      value={how.decimal ?? ''}
      options={signs}
      disabled={readOnly !== null}
      title={readOnly ?? undefined}
      onChange={(decimal) => onChange({ ...how, decimal: decimal || undefined })}
    />
  )
}

const words = (text: string) => {
  const list = text
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean)
  return list.length > 0 ? list : undefined
}

function YesNo({ how, readOnly, onChange }: Props) {
  const [yes, setYes] = useState((how.yes ?? []).join(', '))
  const [no, setNo] = useState((how.no ?? []).join(', '))
  const shared = { maxLength: 200, readOnly: readOnly !== null }
  return (
    <div className="grid gap-2 sm:grid-cols-2">
      <TextField
        {...shared}
        label={`Words for yes in ${how.column}`}
        placeholder="true, yes, 1"
        value={yes}
        onChange={(text) => {
          setYes(text)
          onChange({ ...how, yes: words(text) })
        }}
      />
      <TextField
        {...shared}
        label={`Words for no in ${how.column}`}
        placeholder="false, no, 0"
        value={no}
        onChange={(text) => {
          setNo(text)
          onChange({ ...how, no: words(text) })
        }}
      />
    </div>
  )
}
