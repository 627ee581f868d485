'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useRef, useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { Select } from '@/components/ui/select'
import { TextField } from '@/components/ui/text-field'
import type { ConnectorSchema } from '@/lib/model/schema/schema'
import { writeQuestion } from '@/lib/model/search/address'
import type { SearchQuestion } from '@/lib/model/search/question'
import { KqlHints } from './kql-hints'

/** What to search for, and where. It stands in the address, so that it can be sent to somebody. */
export function SearchForm({
  question,
  connection: chosen,
  connections,
  schema,
  problem,
}: {
  question: SearchQuestion | null
  connection: string
  connections: readonly { id: string; name: string }[]
  /** Of the chosen connection. */
  schema: ConnectorSchema | null
  /** What Graph says of the query. */
  problem: string | null
}) {
  const router = useRouter()
  const [pending, start] = useTransition()
  const [q, setQ] = useState(question?.q ?? '')
  const [connection, setConnection] = useState(chosen)
  const form = useRef<HTMLFormElement>(null)

  function submit(event: FormEvent) {
    event.preventDefault()
    // Searching for nothing finds everything, or is refused: Graph does not tell which.
    if (q.trim() !== '') start(() => router.push(writeQuestion({ q: q.trim(), connection })))
  }
  function choose(id: string) {
    setConnection(id)
    start(() => router.push(writeQuestion({ q: q.trim(), connection: id })))
  }
  function insert(text: string) {
    setQ((before) => (before === '' ? text : `${before.trimEnd()} ${text}`).slice(0, 500))
    form.current?.querySelector<HTMLInputElement>('input[name="q"]')?.focus()
  }
  return (
    <search className="grid gap-3">
      <form
        ref={form}
        onSubmit={submit}
        className="grid items-start gap-2 sm:grid-cols-[minmax(0,1fr)_16rem_auto]"
      >
        <TextField
          name="q"
          label="Words or KQL"
          value={q}
          onChange={setQ}
          maxLength={500}
          mono
          problem={problem}
          description="Finds what you may read, as the search of Microsoft 365 would."
        />
        <Select
          label="Connection"
          value={connection}
          onChange={choose}
          options={[
            { value: '', label: 'All connections' },
            ...connections.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <span className="sm:pt-[1.6rem]">
          <Button
            look="primary"
            type="submit"
            pending={pending}
            disabledReason={q.trim() === '' ? 'Type what to search for.' : null}
          >
            Search
          </Button>
        </span>
      </form>
      <p role="status" className="sr-only">
        {pending ? 'Asking Graph' : ''}
      </p>
      {schema && <KqlHints schema={schema} onInsert={insert} />}
    </search>
  )
}
