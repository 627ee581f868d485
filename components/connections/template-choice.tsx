'use client'

import { useEarlyInput } from '@/components/ui/use-early-input'
import type { Template } from '@/lib/model/connection/templates'

export type TemplateInfo = Omit<Template, 'schema'>

export function TemplateChoice({
  templates,
  value,
  onChange,
}: {
  templates: readonly TemplateInfo[]
  value: TemplateInfo['id']
  onChange: (template: TemplateInfo) => void
}) {
  const early = useEarlyInput<HTMLFieldSetElement>((element) => {
    const chosen = element.querySelector<HTMLInputElement>('input:checked')?.value
    const template = templates.find(({ id }) => id === chosen)
    if (template && template.id !== value) onChange(template)
  })
  return (
    <fieldset ref={early}>
      <legend className="mb-2 font-medium">Start from</legend>
      <div className="grid gap-3 sm:grid-cols-3">
        {templates.map((template) => (
          <label
            key={template.id}
            className="grid cursor-pointer grid-cols-[auto_1fr] content-start gap-x-2.5 gap-y-0.5 rounded-lg border border-line-strong bg-surface p-3 hover:border-faint has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              autoComplete="off"
              name="template"
              value={template.id}
              className="mt-1 accent-accent outline-none"
              checked={value === template.id}
              onChange={() => onChange(template)}
            />
            <span className="font-medium">{template.title}</span>
            <span className="col-start-2 text-sm text-muted">{template.text}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
