'use client'

import { useRef } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Select } from '@/components/ui/select'
import { TextField } from '@/components/ui/text-field'
import type { TemplateProblem } from '@/lib/model/results/check-templates'
import { starters } from '@/lib/model/results/starter-list'
import type { TemplateDraft } from '@/lib/model/results/template'
import type { ConnectorSchema } from '@/lib/model/schema/schema'
import type { EditorHandle } from './editor-handle'
import { LayoutField } from './layout-field'
import { RuleBuilder } from './rule-builder'

/** One template: its id, its place, what it takes, and its layout. */
export function TemplateCard({
  template,
  schema,
  problems,
  isChecked,
  readOnly,
  onChange,
  onStarter,
}: {
  template: TemplateDraft
  schema: ConnectorSchema
  problems: readonly TemplateProblem[]
  /** The templates have been looked at, so that no problem means that there is none. */
  isChecked: boolean
  readOnly: string | null
  onChange: (parts: Partial<TemplateDraft>) => void
  onStarter: (starter: string) => void
}) {
  const editor = useRef<EditorHandle>(null)
  const problemOf = (field: TemplateProblem['field']) =>
    problems.find((problem) => problem.field === field && problem.rule === undefined)?.message
  const inLayout = problems.filter(({ field }) => field === 'layout')
  const shown = schema.properties.filter(({ isRetrievable }) => isRetrievable)

  return (
    <div className="grid min-w-0 gap-4">
      <Card title="Template">
        <div className="grid gap-3 sm:grid-cols-2">
          <TextField
            label="Id"
            mono
            value={template.id}
            readOnly={readOnly !== null}
            problem={problemOf('id')}
            description="1 to 16 letters and digits"
            onChange={(id) => onChange({ id })}
          />
          <TextField
            label="Priority"
            inputMode="numeric"
            value={template.priority === null ? '' : String(template.priority)}
            readOnly={readOnly !== null}
            problem={problemOf('priority')}
            description="The lowest is tried first"
            onChange={(text) => onChange({ priority: /^\d{1,10}$/.test(text.trim()) ? Number(text) : null })}
          />
        </div>
      </Card>
      <RuleBuilder
        rules={template.rules}
        schema={schema}
        problems={problems.filter(({ field }) => field === 'rules')}
        readOnly={readOnly}
        onChange={(rules) => onChange({ rules })}
      />
      <Card
        title="Layout"
        note="Adaptive Card"
        bare
        actions={
          readOnly ? undefined : (
            <>
              <Select
                label="Insert a property"
                hideLabel
                value=""
                placeholder="Insert a property"
                options={shown.map(({ name }) => ({ value: name, label: name }))}
                onChange={(name) => editor.current?.insert(`\${${name}}`)}
              />
              <Select
                label="Replace by a starter"
                hideLabel
                value=""
                placeholder="Replace by a starter"
                options={starters.map(({ id, title }) => ({ value: id, label: title }))}
                onChange={onStarter}
              />
            </>
          )
        }
      >
        <LayoutField
          ref={editor}
          value={template.layout}
          problems={inLayout}
          readOnly={readOnly !== null}
          onChange={(layout) => onChange({ layout })}
        />
        <LayoutProblems
          problems={inLayout}
          isChecked={isChecked}
          onGo={(offset) => editor.current?.goTo(offset)}
        />
      </Card>
    </div>
  )
}

function LayoutProblems({
  problems,
  isChecked,
  onGo,
}: {
  problems: readonly TemplateProblem[]
  isChecked: boolean
  onGo: (offset: number) => void
}) {
  if (problems.length === 0)
    return (
      <p
        className={`border-t border-line px-4 py-2.5 text-sm ${isChecked ? 'text-ok' : 'text-muted'}`}
        role="status"
      >
        {isChecked ? 'Every element and every property of this layout is known.' : 'Checking the layout…'}
      </p>
    )
  return (
    <ul aria-label="Problems of the layout" className="grid gap-2 border-t border-line px-4 py-2.5">
      {problems.slice(0, 20).map(({ severity, line, from = 0, message }) => (
        <li key={`${from} ${message}`} className="flex items-start gap-3 text-sm">
          <Button look="quiet" onClick={() => onGo(from)}>
            Line {line}
          </Button>
          <span
            className={`min-w-0 py-1.5 [overflow-wrap:anywhere] ${severity === 'error' ? 'text-bad' : 'text-warn'}`}
          >
            <span className="sr-only">{severity === 'error' ? 'Error: ' : 'Warning: '}</span>
            {message}
          </span>
        </li>
      ))}
      {problems.length > 20 && <li className="text-sm text-muted">And {problems.length - 20} more.</li>}
    </ul>
  )
}
