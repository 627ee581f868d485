'use client'

import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { buttonStyle } from '@/components/ui/button-style'
import { PlainButton } from '@/components/ui/plain-button'
import { problemOf } from '@/components/ui/problem-of'
import { TextField } from '@/components/ui/text-field'
import { type FoundPerson, peopleQuery } from './queries'

/** Finds somebody in the directory by name or account. */
export function PersonPicker({
  connectionId,
  onPick,
}: {
  connectionId: string
  onPick: (person: FoundPerson) => void
}) {
  const [words, setWords] = useState('')
  const [asked, setAsked] = useState('')
  useEffect(() => {
    // Not for every letter.
    const timer = setTimeout(() => setAsked(words.trim()), 250)
    return () => clearTimeout(timer)
  }, [words])
  const { data, error, isFetching } = useQuery(peopleQuery(connectionId, asked))
  const found = asked.length > 1 ? data : undefined
  return (
    <div className="grid gap-1.5">
      <TextField
        label="Person"
        value={words}
        onChange={setWords}
        maxLength={100}
        description="Type two letters of the name or the account."
        problem={problemOf(error)?.message}
      />
      <p role="status" className="text-sm text-muted">
        {isFetching ? 'Looking' : found?.length === 0 ? 'Nobody found.' : ''}
      </p>
      {found && found.length > 0 && (
        <ul aria-label="People found" className="flex flex-wrap gap-1.5">
          {found.map((person) => (
            <li key={person.id}>
              <PlainButton
                className={buttonStyle('plain')}
                onClick={() => {
                  onPick(person)
                  setWords('')
                }}
              >
                {person.name}
                <span className="text-sm text-muted">{person.account}</span>
              </PlainButton>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
