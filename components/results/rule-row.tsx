'use client'

import { X } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { Select } from '@/components/ui/select'
import { TextField } from '@/components/ui/text-field'
import { operationsFor } from '@/lib/model/results/check-rules'
import type { TemplateProblem } from '@/lib/model/results/check-templates'
import { inputLimits } from '@/lib/model/results/limits'
import { isRuleOperation, ruleOperations, ruleWords } from '@/lib/model/results/operations'
import type { RuleDraft } from '@/lib/model/results/template'
import type { ConnectorSchema } from '@/lib/model/schema/schema'

/** One rule: a property, how it is compared, and with what. */
export function RuleRow({
  number,
  rule,
  schema,
  problems,
  readOnly,
  onChange,
  onRemove,
}: {
  number: number
  rule: RuleDraft
  schema: ConnectorSchema
  problems: readonly TemplateProblem[]
  readOnly: string | null
  onChange: (parts: Partial<RuleDraft>) => void
  onRemove: () => void
}) {
  const property = schema.properties.find(({ name }) => name === rule.property)
  const fitting = new Set<string>(operationsFor(property))
  const problemOf = (part: TemplateProblem['part']) =>
    problems.find((problem) => problem.part === part)?.message
  const joined = rule.valuesJoinedBy
  const off = readOnly !== null
  return (
    <li className="grid gap-2 rounded-md border border-line p-3 max-sm:grid-cols-[minmax(0,1fr)_auto] sm:grid-cols-[1fr_1fr_auto]">
      <Select
        label={`Property of rule ${number}`}
        hideLabel
        disabled={off}
        value={property ? rule.property : ''}
        placeholder={rule.property || 'Choose a property'}
        problem={problemOf('property')}
        options={schema.properties.map(({ name, type }) => ({ value: name, label: `${name} (${type})` }))}
        onChange={(name) => onChange({ property: name })}
      />
      <div className="max-sm:order-1 max-sm:col-span-2">
        <Select
          label={`Operation of rule ${number}`}
          hideLabel
          disabled={off}
          value={isRuleOperation(rule.operation) ? rule.operation : ''}
          placeholder={rule.operation}
          problem={problemOf('operation')}
          options={ruleOperations.map((operation) => ({
            value: operation,
            label: ruleWords[operation],
            disabled: !fitting.has(operation),
          }))}
          onChange={(operation) => onChange({ operation })}
        />
      </div>
      <IconButton label={`Delete rule ${number}`} disabledReason={readOnly} onClick={onRemove}>
        <X aria-hidden />
      </IconButton>
      {rule.operation !== 'null' && (
        <div className="flex flex-wrap items-start gap-2 max-sm:order-2 max-sm:col-span-2 sm:col-span-3">
          {(rule.values.length === 0 ? [''] : rule.values).map((value, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a value has no name but its place
            <div key={index} className="flex min-w-40 flex-1 items-start gap-1">
              <div className="min-w-0 flex-1">
                <TextField
                  label={`Value ${index + 1} of rule ${number}`}
                  hideLabel
                  readOnly={off}
                  value={value}
                  maxLength={inputLimits.valueLength}
                  problem={index === 0 ? problemOf('values') : null}
                  onChange={(text) => onChange({ values: replaced(rule.values, index, text) })}
                />
              </div>
              {rule.values.length > 1 && !off && (
                <IconButton
                  label={`Delete value ${index + 1} of rule ${number}`}
                  onClick={() => onChange({ values: rule.values.filter((_, at) => at !== index) })}
                >
                  <X aria-hidden />
                </IconButton>
              )}
            </div>
          ))}
          <Button
            look="quiet"
            disabledReason={
              readOnly ??
              (rule.values.length >= inputLimits.values ? `At most ${inputLimits.values} values.` : null)
            }
            onClick={() => onChange({ values: [...rule.values, ''] })}
          >
            Add value
          </Button>
          {rule.values.length > 1 && (
            <Select
              label={`How the values of rule ${number} are joined`}
              hideLabel
              disabled={off}
              value={joined}
              options={[
                { value: 'or', label: 'one of these' },
                { value: 'and', label: 'all of these' },
              ]}
              onChange={(valuesJoinedBy) => onChange({ valuesJoinedBy })}
            />
          )}
        </div>
      )}
    </li>
  )
}

const replaced = (values: readonly string[], index: number, text: string) => {
  const all = values.length === 0 ? [''] : [...values]
  all[index] = text
  return all
}
