'use client'

import { type RefObject, useEffect, useId, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { CopyButton } from '@/components/ui/copy-button'
import { Note } from '@/components/ui/note'
import { lineOfPath } from '@/lib/model/json-text'
import { type ParsedSchema, parseSchemaJson, toGraphSchema } from '@/lib/model/schema/json'
import type { SchemaProblem } from '@/lib/model/schema/rules/problem'
import type { ConnectorSchema } from '@/lib/model/schema/schema'

const pauseMs = 400

/** What is wrong with the text itself, beside what is wrong with the schema. */
export interface TextFaults {
  /** They keep the text from being a schema. */
  errors: number
  /** Members that are left out. */
  notes: number
}

const noFaults: TextFaults = { errors: 0, notes: 0 }

/**
 * The body that is sent, to read, edit and paste over. Text that is no schema stays here, with what is wrong,
 * and the table keeps the last schema that was one.
 */
export function JsonView({
  schema,
  registered,
  problems,
  readOnly,
  kept,
  onChange,
  onFaults,
}: {
  schema: ConnectorSchema
  registered: ConnectorSchema | null
  problems: readonly SchemaProblem[]
  readOnly: string | null
  /** Text that could not be read, for when this view is opened again. */
  kept: RefObject<string | null>
  onChange: (schema: ConnectorSchema) => void
  onFaults: (faults: TextFaults) => void
}) {
  const id = useId()
  const sent = JSON.stringify(toGraphSchema(schema, registered), null, 2)
  const [typed, setTyped] = useState<{ text: string; parsed: ParsedSchema } | null>(() =>
    kept.current === null ? null : { text: kept.current, parsed: parseSchemaJson(kept.current) },
  )
  const broken = typed?.parsed.schema === null ? typed.parsed.problems : []
  const leftOut = typed?.parsed.schema ? typed.parsed.notes : []

  useEffect(() => {
    const next = typed?.parsed.schema
    if (!next) return
    const timer = setTimeout(() => {
      if (JSON.stringify(toGraphSchema(next, registered), null, 2) !== sent) onChange(next)
    }, pauseMs)
    return () => clearTimeout(timer)
  }, [typed, registered, sent, onChange])

  useEffect(
    () => onFaults({ errors: broken.length, notes: leftOut.length }),
    [broken.length, leftOut.length, onFaults],
  )
  useEffect(() => () => onFaults(noFaults), [onFaults])

  function type(text: string | null) {
    const parsed = text === null ? null : parseSchemaJson(text)
    setTyped(text === null || !parsed ? null : { text, parsed })
    kept.current = parsed?.schema === null ? text : null
  }
  function leave() {
    if (!typed?.parsed.schema) return
    onChange(typed.parsed.schema)
    if (typed.parsed.notes.length === 0) setTyped(null)
  }

  const list = [
    ...broken.map(({ path, message }) => ({ path: placed(typed?.text ?? '', path), message, bad: true })),
    ...leftOut.map(({ path, message }) => ({ path: placed(typed?.text ?? '', path), message, bad: false })),
    ...(broken.length > 0 ? [] : problems.map(pathOf)),
  ]

  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,1fr)_340px]">
      <Card
        title="JSON"
        note="The body of the request, exactly as it is sent"
        bare
        actions={<CopyButton label="Copy the JSON" text={sent} />}
      >
        <textarea
          id="schema-json"
          aria-label="Schema as JSON"
          aria-invalid={broken.length > 0 || undefined}
          aria-describedby={list.length > 0 ? id : undefined}
          data-own-undo
          spellCheck={false}
          readOnly={readOnly !== null}
          title={readOnly ?? undefined}
          value={typed?.text ?? sent}
          onChange={({ target: { value } }) => type(value)}
          onBlur={leave}
          className="block h-[55dvh] w-full resize-y bg-transparent p-4 font-mono text-[12.5px]/[1.5] -outline-offset-2 lg:h-[calc(100dvh-19.5rem)]"
        />
      </Card>
      <div className="grid min-w-0 gap-4">
        {broken.length > 0 && (
          <Note
            tone="bad"
            role="alert"
            title="This text is not taken over."
            actions={<Button onClick={() => type(null)}>Back to the last schema</Button>}
          >
            The draft is still the last schema that could be read.
          </Note>
        )}
        <Card title="Problems" note={list.length > 0 ? list.length : 'none'}>
          <ul id={id} className="grid gap-3">
            {list.map(({ path, message, bad }) => (
              <li key={`${path} ${message}`} className="grid gap-0.5">
                <span className="font-mono text-sm [overflow-wrap:anywhere] text-muted">{path}</span>
                <span className={bad ? 'text-bad' : 'text-warn'}>
                  <span className="sr-only">{bad ? 'Error: ' : 'Warning: '}</span>
                  {message}
                </span>
              </li>
            ))}
            {list.length === 0 && (
              <li className="text-muted">Graph would take this schema. Paste another one to replace it.</li>
            )}
          </ul>
        </Card>
      </div>
    </div>
  )
}

/** A path with its line in the typed text, where the path alone would have to be counted out. */
function placed(text: string, path: string) {
  if (path === '') return 'JSON'
  const line = lineOfPath(text, path)
  return line === null ? path : `${path}, line ${line}`
}

const pathOf = ({ property, field, message, severity }: SchemaProblem) => ({
  path: property === undefined ? 'properties' : `properties[${property}]${field ? `.${field}` : ''}`,
  message,
  bad: severity === 'error',
})
