'use client'

import { type ReactNode, useId, useMemo, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { useDrop } from '@/components/ui/use-drop'
import { countText, numberText } from '@/lib/model/number-text'
import { longest } from '@/lib/model/resolvers/limits'
import { linesLeftOut, mostLinks } from '@/lib/model/resolvers/links-text'

/** Where links are pasted or dropped; the results are its child. */
export function TryCard({
  text,
  count,
  resolved,
  busy,
  noItems,
  onText,
  onTake,
  children,
}: {
  text: string
  count: number
  resolved: number
  busy: boolean
  /** Why no links can be taken from the items. */
  noItems: string | null
  onText: (text: string) => void
  onTake: () => void
  children: ReactNode
}) {
  const id = useId()
  const [typed, setTyped] = useState('')
  const dropping = useDrop((data) => void drop(data))
  const left = useMemo(() => linesLeftOut(text, count), [text, count])
  const add = (more: string) => onText(text === '' ? more : `${text}\n${more}`)
  const drop = async (transfer: DataTransfer) => {
    const [file] = transfer.files
    const dropped = file ? await file.text() : transfer.getData('text/plain')
    if (dropped.trim() !== '') add(dropped)
  }
  return (
    <Card
      title="Try links"
      note={
        count > 0 && (
          <span role="status">
            {countText(count, 'link')}, {numberText(resolved)} lead to an item
            {busy ? ' so far' : ''}
          </span>
        )
      }
      bare
      actions={
        <>
          <Button onClick={onTake} disabledReason={noItems}>
            Take 200 from items
          </Button>
          {count > 0 && <Button onClick={() => onText('')}>Clear</Button>}
        </>
      }
    >
      <form
        className="p-4 pb-3"
        onSubmit={(event) => {
          event.preventDefault()
          if (typed.trim() !== '') add(typed)
          setTyped('')
        }}
        {...dropping.props}
      >
        <label htmlFor={id} className="sr-only">
          Links to try
        </label>
        <input
          id={id}
          className={`input font-mono ${dropping.over ? 'border-accent bg-accent-soft' : ''}`}
          autoComplete="off"
          spellCheck={false}
          placeholder={`Paste or drop links, one a line, up to ${numberText(mostLinks)}`}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onPaste={(event) => {
            const pasted = event.clipboardData.getData('text/plain')
            if (!/^https?:\/\/|[\r\n]/i.test(pasted)) return
            event.preventDefault()
            add(pasted)
          }}
        />
      </form>
      {left > 0 && (
        <p role="status" className="px-4 pb-3 text-sm text-warn">
          {countText(left, 'line is', 'lines are')} left out: up to {numberText(mostLinks)} links of up to{' '}
          {numberText(longest.url)} characters are tried.
        </p>
      )}
      {children}
    </Card>
  )
}
