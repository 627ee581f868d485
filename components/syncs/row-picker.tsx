'use client'

import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/text-field'
import type { Pick } from './queries'

/** Any row of the source, by its number or by the id of its item. */
export function RowPicker({
  pending,
  problem,
  onPick,
}: {
  pending: boolean
  problem?: string
  onPick: (pick: Pick) => void
}) {
  const [text, setText] = useState('')
  const show = (event: FormEvent) => {
    event.preventDefault()
    const wanted = text.trim()
    if (wanted === '') return
    onPick(/^\d{1,9}$/.test(wanted) ? { row: Math.max(1, Number(wanted)) } : { itemId: wanted })
  }
  return (
    <form onSubmit={show} className="flex flex-wrap items-end gap-2 border-b border-line px-4 py-3">
      <div className="w-64 max-w-full">
        <TextField
          label="Row number or item id"
          mono
          maxLength={128}
          value={text}
          problem={problem}
          onChange={setText}
        />
      </div>
      <Button type="submit" pending={pending}>
        Show row
      </Button>
    </form>
  )
}
