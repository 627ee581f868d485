'use client'

import { Plus } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
import { PlainButton } from '@/components/ui/plain-button'
import { countText } from '@/lib/model/number-text'
import { rulesText } from '@/lib/model/results/changes'
import type { TemplateProblem } from '@/lib/model/results/check-templates'
import { templateLimits } from '@/lib/model/results/limits'
import type { TemplateDraft } from '@/lib/model/results/template'

/** The templates side by side, with what each takes and whether it is fine. */
export function TemplateTabs({
  templates,
  problems,
  selected,
  readOnly,
  onSelect,
  onAdd,
  onRemove,
}: {
  templates: readonly TemplateDraft[]
  problems: readonly TemplateProblem[]
  selected: number
  readOnly: string | null
  onSelect: (index: number) => void
  onAdd: () => void
  onRemove: () => void
}) {
  const full =
    templates.length >= templateLimits.templates
      ? `A connection has at most ${templateLimits.templates} templates.`
      : null
  return (
    <section aria-label="Templates" className="flex flex-wrap items-stretch gap-2">
      {templates.map((template, index) => {
        const errors = problems.filter((one) => one.template === index && one.severity === 'error').length
        return (
          <PlainButton
            // biome-ignore lint/suspicious/noArrayIndexKey: a template is known by its place while its id is edited
            key={index}
            aria-pressed={index === selected}
            onClick={() => onSelect(index)}
            className="grid max-w-80 min-w-52 cursor-pointer gap-0.5 rounded-md border border-line-strong bg-surface px-3 py-2 text-left hover:bg-sunken aria-pressed:border-accent aria-pressed:bg-accent-soft"
          >
            <span className="flex items-center gap-2">
              <span className="font-mono font-medium">{template.id || 'no id'}</span>
              <span className="text-sm text-muted">priority {template.priority ?? 'missing'}</span>
              {errors > 0 && <Chip tone="bad">{countText(errors, 'error')}</Chip>}
            </span>
            <span className="truncate text-sm text-muted">{rulesText(template.rules)}</span>
          </PlainButton>
        )
      })}
      <span className="ml-auto flex items-center gap-2">
        <Button look="quiet" disabledReason={readOnly} onClick={onRemove}>
          Delete template
        </Button>
        <Button disabledReason={readOnly ?? full} onClick={onAdd}>
          <Plus aria-hidden />
          Add template
        </Button>
      </span>
    </section>
  )
}
