'use client'

import { useId, useRef } from 'react'
import { PatternText, type Range } from './pattern-text'

const text =
  'col-start-1 row-start-1 px-2.5 py-1.5 font-mono text-sm/5 whitespace-pre-wrap [overflow-wrap:anywhere]'

/** The editor of a pattern: a text area over the same text with its groups marked. */
export function PatternField({
  value,
  onChange,
  problem,
  warn,
  readOnly,
}: {
  value: string
  onChange: (value: string) => void
  problem: 'error' | 'warning' | null
  warn: readonly Range[]
  readOnly: boolean
}) {
  const id = useId()
  const area = useRef<HTMLTextAreaElement>(null)
  const border =
    problem === 'error' ? 'border-bad' : problem === 'warning' ? 'border-warn' : 'border-line-strong'
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="text-sm">
        Pattern
      </label>
      <div
        className={`grid rounded-md border bg-surface focus-within:outline-2 focus-within:-outline-offset-1 focus-within:outline-accent ${border}`}
      >
        <div aria-hidden="true" className={`${text} min-h-8`}>
          <PatternText pattern={value} warn={warn} />{' '}
        </div>
        <textarea
          ref={area}
          id={id}
          rows={1}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          readOnly={readOnly}
          aria-invalid={problem === 'error' || undefined}
          value={value}
          onChange={(event) => onChange(event.target.value.replace(/[\r\n]/g, ''))}
          className={`${text} resize-none overflow-hidden bg-transparent text-transparent caret-ink outline-none`}
        />
      </div>
    </div>
  )
}
