'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useId, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { ProblemNote } from '@/components/ui/problem-note'
import { problemOf } from '@/components/ui/problem-of'
import { Select } from '@/components/ui/select'
import { TextField } from '@/components/ui/text-field'
import type { ExternalConnection } from '@/lib/model/connection/connection'
import { NewProfileSource } from '@/lib/model/people/profile-source'
import { unwrap } from '@/lib/web/fetch'
import { registerSource } from './actions'

type Place = 'first' | 'last'
const places = [
  { value: 'first', label: 'First: it wins over every other source' },
  { value: 'last', label: 'Last: it fills in what the others leave empty' },
] as const

/** Registers a ready people connection as a profile source, and gives it its place in the list. */
export function RegisterDialog({
  candidates,
  onClose,
}: {
  candidates: ExternalConnection[]
  onClose: () => void
}) {
  const router = useRouter()
  const formId = useId()
  const form = useRef<HTMLFormElement>(null)
  const first = candidates[0]
  const [sourceId, setSourceId] = useState(first?.id ?? '')
  const [displayName, setDisplayName] = useState(first?.name ?? '')
  const [webUrl, setWebUrl] = useState('')
  const [place, setPlace] = useState<Place>('first')
  const [touched, setTouched] = useState<Record<string, boolean>>({})

  const parsed = NewProfileSource.safeParse({ sourceId, displayName, webUrl })
  const issues = parsed.success ? [] : parsed.error.issues
  const register = useMutation({
    mutationFn: () => unwrap(registerSource({ sourceId, displayName, webUrl, place })),
    onSuccess: () => {
      router.refresh()
      onClose()
    },
  })
  const failure = problemOf(register.error)
  const problem = (field: string) => {
    if (failure?.field === field) return failure.message
    return touched[field] ? issues.find(({ path }) => path[0] === field)?.message : undefined
  }

  function choose(id: string) {
    const before = candidates.find((connection) => connection.id === sourceId)
    const next = candidates.find((connection) => connection.id === id)
    setSourceId(id)
    if (next && (!displayName || displayName === before?.name)) setDisplayName(next.name)
  }

  function submit() {
    setTouched({ sourceId: true, displayName: true, webUrl: true })
    const [wrong] = issues
    if (wrong) form.current?.querySelector<HTMLElement>(`[name="${String(wrong.path[0])}"]`)?.focus()
    else if (!register.isPending) register.mutate()
  }

  return (
    <Dialog
      open
      title="Register a profile source"
      busy={register.isPending}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" form={formId} pending={register.isPending}>
            Register source
          </Button>
        </>
      }
    >
      <form
        ref={form}
        id={formId}
        className="grid gap-4"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <Select
          name="sourceId"
          label="People connection"
          value={sourceId}
          onChange={choose}
          options={candidates.map(({ id, name }) => ({ value: id, label: `${name} (${id})` }))}
          problem={problem('sourceId')}
        />
        <TextField
          name="displayName"
          label="Display name"
          description="Shown on profiles beside the data."
          value={displayName}
          onChange={setDisplayName}
          onBlur={() => setTouched({ ...touched, displayName: true })}
          problem={problem('displayName')}
        />
        <TextField
          name="webUrl"
          label="Web address"
          type="url"
          placeholder="https://hr.contoso.com"
          description="A page about this source, where people can look up or correct their data."
          value={webUrl}
          onChange={setWebUrl}
          onBlur={() => setTouched({ ...touched, webUrl: webUrl !== '' })}
          problem={problem('webUrl')}
        />
        <Select label="Place in the list" value={place} onChange={setPlace} options={places} />
        <p className="text-sm text-muted">
          Register before the first sync, and wait about a minute: items that arrive earlier may not reach
          profiles.
        </p>
        {failure && !failure.field && <ProblemNote problem={failure} />}
      </form>
    </Dialog>
  )
}
