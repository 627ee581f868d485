'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/text-field'
import type { TestCase } from '@/lib/model/resolvers/test-case'

/** The fields of a new test case. An expectation that is left empty is none. */
export function AddCase({
  pending,
  onAdd,
  onCancel,
}: {
  pending: boolean
  onAdd: (one: TestCase) => void
  onCancel: () => void
}) {
  const [url, setUrl] = useState('')
  const [expected, setExpected] = useState('')
  return (
    <form
      className="grid items-end gap-3 border-b border-line p-4 sm:grid-cols-[minmax(0,2fr)_minmax(0,1fr)_auto]"
      onSubmit={(event) => {
        event.preventDefault()
        onAdd({ url: url.trim(), expected: expected.trim() === '' ? null : expected.trim() })
      }}
    >
      <TextField label="Link" mono autoFocus value={url} onChange={setUrl} />
      <TextField
        label="Expected item id"
        mono
        value={expected}
        onChange={setExpected}
        placeholder="empty: none"
      />
      <span className="flex gap-2">
        <Button onClick={onCancel}>Cancel</Button>
        <Button
          look="primary"
          type="submit"
          pending={pending}
          disabledReason={url.trim() === '' ? 'Enter a link.' : null}
        >
          Save case
        </Button>
      </span>
    </form>
  )
}
