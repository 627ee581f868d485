'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { FormDialog } from '@/components/ui/form-dialog'
import { Select } from '@/components/ui/select'
import { TextField } from '@/components/ui/text-field'
import { useForm } from '@/components/ui/use-form'
import type { ExternalConnection } from '@/lib/model/connection/connection'
import { NewProfileSource } from '@/lib/model/people/profile-source'
import { problemsOf } from '@/lib/model/problems'
import { unwrap } from '@/lib/web/fetch'
import { registerSource } from './actions'

type Place = 'first' | 'last'
const places = [
  { value: 'first', label: 'First: it wins over every other source' },
  { value: 'last', label: 'Last: it fills in what the others leave empty' },
] as const

interface Typed {
  sourceId: string
  displayName: string
  webUrl: string
  place: Place
}

// The dialog itself is loaded late, and its rules with it.
const loadRules = async () => (values: Typed) => problemsOf(NewProfileSource, values)

/** Registers a ready people connection as a profile source, and gives it its place in the list. */
export function RegisterDialog({
  candidates,
  chosen = candidates[0],
  onRegistered,
  onClose,
}: {
  candidates: ExternalConnection[]
  /** The one to begin with. */
  chosen?: ExternalConnection
  onRegistered: (source: { id: string; name: string }) => void
  onClose: () => void
}) {
  const router = useRouter()
  const [begun] = useState<Typed>({
    sourceId: chosen?.id ?? '',
    displayName: chosen?.name ?? '',
    webUrl: '',
    place: 'first',
  })
  const form = useForm({
    saved: begun,
    load: loadRules,
    complete: (values) => values,
    check: (values, rules) => new Map(rules(values).map(({ field, message }) => [field, message])),
    send: (values: Typed) => unwrap(registerSource(values)),
    onSent() {
      router.refresh()
      onRegistered({ id: sourceId, name: displayName })
      onClose()
    },
  })
  const { sourceId, displayName, webUrl, place } = form.values

  function choose(id: string) {
    const before = candidates.find((connection) => connection.id === sourceId)
    const next = candidates.find((connection) => connection.id === id)
    form.change({ sourceId: id })
    if (next && (!displayName || displayName === before?.name)) form.put({ displayName: next.name })
  }

  return (
    <FormDialog
      form={form}
      title="Register a profile source"
      submit="Register source"
      failed="The source was not registered."
      onClose={onClose}
    >
      <Select
        name="sourceId"
        label="People connection"
        value={sourceId}
        onChange={choose}
        options={candidates.map(({ id, name }) => ({ value: id, label: `${name} (${id})` }))}
        problem={form.problem('sourceId')}
      />
      <TextField
        name="displayName"
        label="Display name"
        description="Shown on profiles beside the data."
        value={displayName}
        onChange={(text) => form.put({ displayName: text })}
        onBlur={() => form.touch('displayName')}
        problem={form.problem('displayName')}
      />
      <TextField
        name="webUrl"
        label="Web address"
        type="url"
        placeholder="https://hr.contoso.com"
        description="A page about this source, where people can look up or correct their data."
        value={webUrl}
        onChange={(text) => form.put({ webUrl: text })}
        onBlur={() => webUrl !== '' && form.touch('webUrl')}
        problem={form.problem('webUrl')}
      />
      <Select
        label="Place in the list"
        value={place}
        onChange={(next) => form.put({ place: next })}
        options={places}
      />
      <p className="text-sm text-muted">
        Register before the first sync, and wait about a minute: items that arrive earlier may not reach
        profiles.
      </p>
    </FormDialog>
  )
}
