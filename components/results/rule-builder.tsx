'use client'

import { Plus } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { later } from '@/components/ui/later'
import type { TemplateProblem } from '@/lib/model/results/check-templates'
import { inputLimits } from '@/lib/model/results/limits'
import type { RuleDraft } from '@/lib/model/results/template'
import type { ConnectorSchema } from '@/lib/model/schema/schema'

// Needed once there is a rule.
const RuleRow = later(() => import('./rule-row').then((module) => module.RuleRow))

/** Which items a template takes: all rules have to hold. */
export function RuleBuilder({
  rules,
  schema,
  problems,
  readOnly,
  onChange,
}: {
  rules: readonly RuleDraft[]
  schema: ConnectorSchema
  problems: readonly TemplateProblem[]
  readOnly: string | null
  onChange: (rules: RuleDraft[]) => void
}) {
  const change = (index: number, parts: Partial<RuleDraft>) =>
    onChange(rules.map((rule, at) => (at === index ? { ...rule, ...parts } : rule)))
  const remove = (index: number) => onChange(rules.filter((_, at) => at !== index))
  const add = () => {
    const property = schema.properties.find(({ isRetrievable }) => isRetrievable)?.name ?? ''
    onChange([...rules, { property, operation: 'equals', values: [''], valuesJoinedBy: 'or' }])
  }
  const whole = problems.find(({ rule }) => rule === undefined)
  const full = rules.length >= inputLimits.rules ? `At most ${inputLimits.rules} rules.` : null

  return (
    <Card
      title="Rules"
      note={rules.length === 0 ? 'none: it takes every item' : 'an item is taken when all of them hold'}
      actions={
        <Button disabledReason={readOnly ?? full} onClick={add}>
          <Plus aria-hidden />
          Add rule
        </Button>
      }
    >
      <ul className="grid gap-3 empty:hidden">
        {rules.map((rule, index) => (
          <RuleRow
            // biome-ignore lint/suspicious/noArrayIndexKey: a rule has no name but its place
            key={index}
            number={index + 1}
            rule={rule}
            schema={schema}
            problems={problems.filter((problem) => problem.rule === index)}
            readOnly={readOnly}
            onChange={(parts) => change(index, parts)}
            onRemove={() => remove(index)}
          />
        ))}
      </ul>
      {rules.length === 0 && !whole && (
        <p className="text-muted">Add a rule when only some of the items are to look like this.</p>
      )}
      {whole && <p className="mt-2 text-sm text-warn">{whole.message}</p>}
    </Card>
  )
}
