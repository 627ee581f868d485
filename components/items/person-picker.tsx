'use client'

import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useEffect, useId, useState } from 'react'
import { problemOf } from '@/components/ui/problem-of'
import { TextField } from '@/components/ui/text-field'
import { type FoundPerson, peopleQuery } from './queries'

/** A field that finds people of the directory by name or account while one types. */
export function PersonPicker({
  connectionId,
  words,
  onWords,
  onPick,
  refused = null,
  description = 'A name to look for, a user principal name or an object id',
  problem,
}: {
  connectionId: string
  words: string
  onWords: (words: string) => void
  onPick: (person: FoundPerson) => void
  /** Why this admin may ask nothing of the directory. */
  refused?: string | null
  description?: string
  problem?: string | null
}) {
  const id = useId()
  const [asked, setAsked] = useState('')
  const [isOpen, setOpen] = useState(false)
  const [active, setActive] = useState(-1)
  useEffect(() => {
    // Not for every letter.
    const timer = setTimeout(() => setAsked(words.trim()), 250)
    return () => clearTimeout(timer)
  }, [words])
  const { data, error, isFetching } = useQuery(peopleQuery(connectionId, refused ? '' : asked))
  const found = asked.length > 1 ? data : undefined
  const people = isOpen ? (found ?? []) : []
  const chosen = people[active]

  function type(text: string) {
    setOpen(true)
    setActive(-1)
    onWords(text)
  }
  function pick(person: FoundPerson) {
    setOpen(false)
    setActive(-1)
    onPick(person)
  }
  /** Not at once: what is below would move away from under the click that took the focus. */
  function closeAfterClick() {
    window.addEventListener('click', () => setOpen(false), { once: true })
  }
  function press(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      if (!isOpen) return setOpen(true)
      // One place before the first and one after the last is the field itself.
      const places = people.length + 1
      return setActive(((active + 1 + step + places) % places) - 1)
    }
    if (event.key === 'Tab') setOpen(false)
    if (event.key === 'Escape' && people.length > 0) {
      event.preventDefault()
      setOpen(false)
    }
    if (event.key === 'Enter' && chosen) {
      event.preventDefault()
      pick(chosen)
    }
  }
  return (
    <div className="grid gap-1">
      <TextField
        label="Person"
        value={words}
        onChange={type}
        onKeyDown={press}
        onBlur={closeAfterClick}
        maxLength={320}
        description={description}
        problem={problem ?? problemOf(error)?.message}
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={people.length > 0}
        aria-controls={people.length > 0 ? id : undefined}
        aria-activedescendant={chosen && `${id}-${active}`}
      />
      <p role="status" className="text-sm text-muted empty:hidden">
        {isOpen && isFetching ? 'Looking' : isOpen && found?.length === 0 ? 'Nobody found.' : ''}
        {people.length > 0 && <span className="sr-only">{`${people.length} found`}</span>}
      </p>
      {people.length > 0 && (
        <div
          id={id}
          role="listbox"
          aria-label="People found"
          className="max-h-64 overflow-y-auto rounded-md border border-line-strong bg-raised p-1"
        >
          {people.map((person, at) => (
            <div
              key={person.id}
              id={`${id}-${at}`}
              role="option"
              tabIndex={-1}
              aria-selected={at === active}
              className="cursor-pointer rounded-sm px-2 py-1.5 [overflow-wrap:anywhere] hover:bg-sunken aria-selected:bg-accent-soft"
              // The field keeps its focus.
              onMouseDown={(event) => event.preventDefault()}
              onPointerUp={() => pick(person)}
            >
              {person.name} <span className="text-sm text-muted">{person.account}</span>
            </div>
          ))}
        </div>
      )}
    </div>
  )
}
