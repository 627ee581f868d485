'use client'

import { X } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { Select } from '@/components/ui/select'
import type { AccessRule, AccessRules, ListedRule } from '@/lib/model/mapping/access'
import { isListed } from '@/lib/model/mapping/access-rules'
import { ListedRuleFields, ofKind } from './listed-rule-fields'

const types = [
  { value: 'user', label: 'Users' },
  { value: 'group', label: 'Groups of Entra' },
  { value: 'externalGroup', label: 'External groups' },
  { value: 'everyoneExceptGuests', label: 'Everyone except guests' },
  { value: 'everyone', label: 'Everyone, guests too' },
] as const

const missings = [
  { value: 'fail', label: 'Do not send the row' },
  { value: 'skip', label: 'Send it without that user' },
] as const

const defaults = [
  { value: 'fail', label: 'Nobody: do not send it' },
  { value: 'everyoneExceptGuests', label: 'Everyone except guests' },
  { value: 'everyone', label: 'Everyone, guests too' },
] as const

interface Props {
  access: AccessRules
  columns: string[]
  readOnly: string | null
  onChange: (access: AccessRules) => void
}

/** Who may read an item, by rules: fixed, or by what each row says. */
export function AccessRulesEditor({ access, columns, readOnly, onChange }: Props) {
  const set = (at: number, rule: AccessRule) =>
    onChange({ ...access, rules: access.rules.map((one, other) => (other === at ? rule : one)) })
  const shared = { disabled: readOnly !== null, title: readOnly ?? undefined }
  return (
    <fieldset className="grid gap-3 border-t border-line p-4">
      <legend className="sr-only">Rules of who may read</legend>
      <ol className="grid gap-3">
        {access.rules.map((rule, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a rule is what stands at its place
          <li key={at} className="flex flex-wrap items-start gap-2">
            <Select
              {...shared}
              label={`Rule ${at + 1}: who`}
              value={rule.type}
              options={types}
              onChange={(type) => set(at, ofType(type, rule))}
            />
            {isListed(rule) && (
              <ListedRuleFields {...{ rule, at, columns, readOnly }} onChange={(next) => set(at, next)} />
            )}
            {!readOnly && access.rules.length > 1 && (
              <span className="pt-6">
                <IconButton
                  label={`Delete rule ${at + 1}`}
                  onClick={() =>
                    onChange({ ...access, rules: access.rules.filter((_, other) => other !== at) })
                  }
                >
                  <X aria-hidden />
                </IconButton>
              </span>
            )}
          </li>
        ))}
      </ol>
      {!readOnly && access.rules.length < 20 && (
        <div>
          <Button
            onClick={() => onChange({ ...access, rules: [...access.rules, byColumn('user', columns)] })}
          >
            Add a rule
          </Button>
        </div>
      )}
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        <Select
          {...shared}
          label="When the tenant lacks a user"
          value={access.missing}
          options={missings}
          onChange={(missing) => onChange({ ...access, missing })}
        />
        <Select
          {...shared}
          label="When a row names nobody"
          value={access.whenEmpty}
          options={defaults}
          onChange={(whenEmpty) => onChange({ ...access, whenEmpty })}
        />
      </div>
    </fieldset>
  )
}

const byColumn = (type: ListedRule['type'], columns: string[]): AccessRule => ({
  type,
  accessType: 'grant',
  from: ofKind('column', columns),
})

function ofType(type: AccessRule['type'], rule: AccessRule): AccessRule {
  if (type === 'everyone' || type === 'everyoneExceptGuests') return { type }
  if (isListed(rule)) return { ...rule, type }
  return { type, accessType: 'grant', from: { values: [''] } }
}
