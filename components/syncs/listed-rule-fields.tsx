'use client'

import { Select } from '@/components/ui/select'
import { TextField } from '@/components/ui/text-field'
import type { ListedRule, Whom } from '@/lib/model/mapping/access'
import { accessField } from '@/lib/model/mapping/expressions-of'
import { defaultSeparator } from '@/lib/model/mapping/separator'
import { ColumnSelect } from './column-select'
import { ExpressionField } from './expression-field'

const accessTypes = [
  { value: 'grant', label: 'may read' },
  { value: 'deny', label: 'may not read' },
] as const

const ids = {
  user: 'User principal names or object ids.',
  group: 'Object ids, as Entra shows them.',
  externalGroup: 'Ids of groups of this connection.',
}

type Kind = 'column' | 'values' | 'expression'
const kinds = [
  { value: 'column', label: 'from a column' },
  { value: 'values', label: 'always these' },
  { value: 'expression', label: 'from an expression' },
] as const

/** Whom a rule is about, and whether they may read. */
export function ListedRuleFields({
  rule,
  at,
  columns,
  readOnly,
  onChange,
}: {
  rule: ListedRule
  at: number
  columns: string[]
  readOnly: string | null
  onChange: (rule: ListedRule) => void
}) {
  const { from } = rule
  const kind: Kind = 'column' in from ? 'column' : 'values' in from ? 'values' : 'expression'
  const shared = { disabled: readOnly !== null, title: readOnly ?? undefined }
  const setFrom = (next: Whom) => onChange({ ...rule, from: next })
  return (
    <>
      <Select
        {...shared}
        label={`Rule ${at + 1}: access`}
        value={rule.accessType}
        options={accessTypes}
        onChange={(accessType) => onChange({ ...rule, accessType })}
      />
      <Select
        {...shared}
        label={`Rule ${at + 1}: from`}
        value={kind}
        options={kinds}
        onChange={(next) => setFrom(ofKind(next, columns))}
      />
      <div className="min-w-56 flex-1">
        {'column' in from && (
          <ColumnSelect
            label={`Rule ${at + 1}: column`}
            columns={columns}
            value={from.column}
            none="Choose a column"
            description={ids[rule.type]}
            disabledReason={readOnly}
            onChange={(column) => column && setFrom({ ...from, column })}
          />
        )}
        {'values' in from && (
          <TextField
            label={`Rule ${at + 1}: ids`}
            mono
            description={`${ids[rule.type]} Several are separated by spaces.`}
            value={from.values.join(' ')}
            problem={from.values.join('') === '' ? 'Name at least one.' : undefined}
            readOnly={readOnly !== null}
            onChange={(text) => setFrom({ values: text.split(/[\s,;]/).slice(0, 100) })}
          />
        )}
        {'expression' in from && (
          <ExpressionField
            label={`Rule ${at + 1}: expression`}
            field={accessField(at)}
            value={from.expression}
            readOnly={readOnly}
            onChange={(expression) => setFrom({ ...from, expression })}
          />
        )}
      </div>
      {'column' in from && (
        <div className="w-24">
          <TextField
            label="Split at"
            mono
            maxLength={5}
            placeholder={defaultSeparator}
            value={from.separator ?? ''}
            readOnly={readOnly !== null}
            onChange={(separator) => setFrom({ ...from, separator: separator || undefined })}
          />
        </div>
      )}
    </>
  )
}

export const ofKind = (kind: Kind, columns: string[]): Whom =>
  kind === 'column'
    ? { column: columns[0] ?? 'column' }
    : kind === 'values'
      ? { values: [''] }
      : { expression: '' }
