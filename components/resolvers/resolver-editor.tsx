'use client'

import { Plus, X } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { TextField } from '@/components/ui/text-field'
import { numberText } from '@/lib/model/number-text'
import type { Finding } from '@/lib/model/resolvers/lint/finding'
import { groupNames } from '@/lib/model/resolvers/pattern-groups'
import type { Resolver } from '@/lib/model/resolvers/resolver'
import { type CompareFix, LintNote } from './lint-note'
import { PatternField } from './pattern-field'

/** The fields of one resolver, each with what lint says about it. */
export function ResolverEditor({
  resolver,
  findings,
  values,
  readOnly,
  wins,
  onChange,
  onCompare,
  onFix,
}: {
  resolver: Resolver
  findings: readonly Finding[]
  /** What the first group captured most often, of the item links. */
  values: readonly { value: string; count: number }[]
  readOnly: boolean
  /** How many item links it wins. */
  wins: number | null
  onChange: (change: Partial<Resolver>) => void
  onCompare: CompareFix
  onFix: (finding: Finding) => void
}) {
  const of = (field: Finding['field']) => findings.filter((finding) => finding.field === field)
  const notes = (field: Finding['field']) =>
    of(field).map((finding) => (
      <LintNote
        key={`${finding.rule} ${finding.message}`}
        finding={finding}
        wins={wins}
        onCompare={onCompare}
        onFix={readOnly ? null : onFix}
      />
    ))
  const onPattern = of('urlPattern')
  return (
    <div className="grid min-w-0 gap-2.5">
      <BaseFields resolver={resolver} readOnly={readOnly} onChange={onChange} />
      {notes('baseUrls')}
      <PatternField
        value={resolver.urlPattern}
        readOnly={readOnly}
        problem={
          onPattern.some(({ severity }) => severity === 'error')
            ? 'error'
            : onPattern.length
              ? 'warning'
              : null
        }
        warn={onPattern.flatMap(({ range }) => range ?? [])}
        onChange={(urlPattern) => onChange({ urlPattern })}
      />
      {notes('urlPattern')}
      <ItemIdField resolver={resolver} readOnly={readOnly} onChange={onChange} />
      {notes('itemId')}
      {values.length > 0 && (
        <p className="text-sm text-muted">
          Captures most often:{' '}
          {values.map(({ value, count }) => `${value} (${numberText(count)})`).join(', ')}
        </p>
      )}
    </div>
  )
}

interface FieldProps {
  resolver: Resolver
  readOnly: boolean
  onChange: (change: Partial<Resolver>) => void
}

function BaseFields({ resolver: { baseUrls }, readOnly, onChange }: FieldProps) {
  return (
    <div className="grid gap-1.5">
      {baseUrls.map((base, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a base has no other name than its place
        <div key={at} className="flex items-end gap-1">
          <div className="min-w-0 flex-1">
            <TextField
              label={baseUrls.length === 1 ? 'Base URL' : `Base URL ${at + 1}`}
              mono
              value={base}
              readOnly={readOnly}
              placeholder="https://contoso.com/"
              onChange={(next) => onChange({ baseUrls: baseUrls.with(at, next) })}
            />
          </div>
          {!readOnly && baseUrls.length > 1 && (
            <IconButton
              label={`Remove base URL ${at + 1}`}
              onClick={() => onChange({ baseUrls: baseUrls.toSpliced(at, 1) })}
            >
              <X aria-hidden />
            </IconButton>
          )}
        </div>
      ))}
      {!readOnly && (
        <span>
          <Button look="quiet" onClick={() => onChange({ baseUrls: [...baseUrls, ''] })}>
            <Plus aria-hidden />
            Add a base URL
          </Button>
        </span>
      )}
    </div>
  )
}

function ItemIdField({ resolver: { itemId, urlPattern }, readOnly, onChange }: FieldProps) {
  const names = groupNames(urlPattern)
  const insert = (name: string) => onChange({ itemId: `${itemId}{${name}}` })
  return (
    <div className="grid gap-1.5">
      <TextField
        label="Item id"
        mono
        value={itemId}
        readOnly={readOnly}
        placeholder="id_{number}"
        onChange={(next) => onChange({ itemId: next })}
      />
      {names.length > 0 && (
        <span className="flex flex-wrap items-center gap-1.5 text-sm text-muted">
          Groups
          {names.map((name) => (
            <Button
              key={name}
              aria-label={`Insert {${name}} into the item id`}
              disabledReason={readOnly ? 'The resolvers can only be read here.' : null}
              onClick={() => insert(name)}
            >
              <code>{`{${name}}`}</code>
            </Button>
          ))}
        </span>
      )}
    </div>
  )
}
