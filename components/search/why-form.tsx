'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { Select } from '@/components/ui/select'
import { TextField } from '@/components/ui/text-field'
import { whyAddress } from '@/lib/model/search/address'

/** Which item to look for. */
export function WhyForm({
  connections,
  connectionId,
  itemId: asked,
  q,
  problem,
}: {
  connections: readonly { id: string; name: string }[]
  connectionId: string
  itemId: string
  q: string
  problem: string | null
}) {
  const router = useRouter()
  const [pending, start] = useTransition()
  const [connection, setConnection] = useState(connectionId)
  const [itemId, setItemId] = useState(asked)
  const missing =
    connection === '' ? 'Choose a connection.' : itemId.trim() === '' ? 'Type the id of an item.' : null

  function submit(event: FormEvent) {
    event.preventDefault()
    if (!missing) start(() => router.push(whyAddress({ connection, itemId: itemId.trim(), q })))
  }
  return (
    <form
      onSubmit={submit}
      aria-label="Item that is not found"
      className="grid items-start gap-2 sm:grid-cols-[minmax(0,1fr)_16rem_auto]"
    >
      <TextField
        label="Item id"
        value={itemId}
        onChange={setItemId}
        maxLength={128}
        mono
        problem={problem}
        description="As it was sent to Graph."
      />
      <Select
        label="Its connection"
        value={connection}
        onChange={setConnection}
        placeholder="Choose one"
        options={connections.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <span className="sm:pt-[1.6rem]">
        <Button type="submit" pending={pending} disabledReason={missing}>
          Check
        </Button>
      </span>
    </form>
  )
}
