'use client'

import { type FormEvent, useState } from 'react'
import { PersonPicker } from '@/components/items/person-picker'
import { Button } from '@/components/ui/button'
import type { Problem } from '@/lib/model/problem'

/** Asks for a person, about whom something is then told. */
export function PersonForm({
  connectionId,
  button,
  pending,
  refused,
  problem,
  onAsk,
}: {
  connectionId: string
  button: string
  pending: boolean
  refused: string | null
  problem: Problem | null
  onAsk: (person: string) => void
}) {
  const [person, setPerson] = useState('')
  function submit(event: FormEvent) {
    event.preventDefault()
    if (!refused && !pending && person.trim() !== '') onAsk(person.trim())
  }
  return (
    <form onSubmit={submit} className="grid items-start gap-2 sm:grid-cols-[minmax(0,24rem)_auto]">
      <PersonPicker
        connectionId={connectionId}
        words={person}
        onWords={setPerson}
        onPick={({ account }) => setPerson(account)}
        refused={refused}
        problem={problem?.message}
      />
      <span className="sm:pt-6">
        <Button
          type="submit"
          pending={pending}
          disabledReason={refused ?? (person.trim() === '' ? 'Write who it is first' : null)}
        >
          {button}
        </Button>
      </span>
    </form>
  )
}
