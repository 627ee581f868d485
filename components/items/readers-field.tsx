'use client'

import { X } from 'lucide-react'
import { useId, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
import { IconButton } from '@/components/ui/icon-button'
import { Select } from '@/components/ui/select'
import { TextField } from '@/components/ui/text-field'
import type { Reader } from '@/lib/model/items/hand-item'
import { PersonPicker } from './person-picker'

const kinds = [
  { value: 'everyone', label: 'Everyone' },
  { value: 'everyoneExceptGuests', label: 'Everyone except guests' },
  { value: 'user', label: 'Person' },
  { value: 'group', label: 'Entra group' },
  { value: 'externalGroup', label: 'External group' },
] as const
const accesses = [
  { value: 'grant', label: 'May read' },
  { value: 'deny', label: 'May not read' },
] as const

interface Props {
  connectionId: string
  readers: readonly Reader[]
  /** The external groups that the console knows. */
  groups: readonly string[]
  problem: string | null
  onChange: (readers: Reader[]) => void
}

/** Who may read an item, and who may not: what is denied counts first. */
export function ReadersField({ connectionId, readers, groups, problem, onChange }: Props) {
  const listId = useId()
  const [type, setType] = useState<Reader['type']>('everyone')
  const [accessType, setAccess] = useState<Reader['accessType']>('grant')
  const [value, setValue] = useState('')
  const [names, setNames] = useState<Readonly<Record<string, string>>>({})
  const isNamed = type === 'group' || type === 'externalGroup'

  function add(reader: Reader) {
    const same = (one: Reader) =>
      one.type === reader.type && one.value === reader.value && one.accessType === reader.accessType
    if (!readers.some(same)) onChange([...readers, reader])
    setValue('')
  }
  const missing = isNamed && value.trim() === '' ? 'Type the id of the group.' : null
  return (
    <div className="grid gap-3">
      <ul aria-label="Readers" className="grid gap-1 empty:hidden">
        {readers.map((reader, at) => (
          <li
            key={`${reader.type} ${reader.value} ${reader.accessType}`}
            className="flex flex-wrap items-center gap-2"
          >
            <Chip tone={reader.accessType === 'grant' ? 'ok' : 'bad'}>
              {reader.accessType === 'grant' ? 'May read' : 'May not read'}
            </Chip>
            <span className="min-w-0 break-all">{textOf(reader, names)}</span>
            <IconButton
              label={`Remove ${textOf(reader, names)}`}
              onClick={() => onChange(readers.filter((_, place) => place !== at))}
            >
              <X aria-hidden />
            </IconButton>
          </li>
        ))}
      </ul>
      {problem && (
        <p role="alert" className="text-sm text-bad">
          {problem}
        </p>
      )}
      <div className="grid items-start gap-2 sm:grid-cols-[12rem_10rem_minmax(0,1fr)]">
        <Select label="Who" value={type} onChange={setType} options={kinds} />
        <Select label="Access" value={accessType} onChange={setAccess} options={accesses} />
        {type === 'user' ? (
          <PersonPicker
            connectionId={connectionId}
            words={value}
            onWords={setValue}
            description="Type two letters of the name or the account."
            onPick={({ id, name, account }) => {
              setNames((before) => ({ ...before, [id]: `${name} (${account})` }))
              add({ type, value: id, accessType })
            }}
          />
        ) : (
          <div className="flex flex-wrap items-start gap-2">
            {isNamed && (
              <div className="min-w-48 flex-1">
                <TextField
                  label={type === 'group' ? 'Object id of the group' : 'Id of the external group'}
                  value={value}
                  onChange={setValue}
                  maxLength={128}
                  mono
                  list={type === 'externalGroup' ? listId : undefined}
                />
              </div>
            )}
            <span className="pt-[1.6rem]">
              <Button
                disabledReason={missing}
                onClick={() => add({ type, value: isNamed ? value.trim() : '', accessType })}
              >
                Add
              </Button>
            </span>
          </div>
        )}
      </div>
      <datalist id={listId}>
        {groups.map((group) => (
          <option key={group} value={group} />
        ))}
      </datalist>
    </div>
  )
}

function textOf({ type, value }: Reader, names: Readonly<Record<string, string>>) {
  const kind = kinds.find((one) => one.value === type)?.label ?? type
  if (type === 'everyone' || type === 'everyoneExceptGuests') return kind
  return names[value] ?? `${kind} ${value}`
}
