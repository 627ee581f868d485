'use client'

import { type ReactNode, useDeferredValue, useMemo, useState } from 'react'
import { Card } from '@/components/ui/card'
import { later } from '@/components/ui/later'
import { Note } from '@/components/ui/note'
import { RelativeTime } from '@/components/ui/relative-time'
import { useLater } from '@/components/ui/use-later'
import { useSomebody } from '@/components/ui/use-somebody'
import type { DisplayTemplate, TemplateDraft } from '@/lib/model/results/template'
import type { ConnectorSchema } from '@/lib/model/schema/schema'
import { ConflictNote, PreviewCard, PreviewWaiting } from './lazy'
import { ResultsDock } from './results-dock'
import { begin, type Stored, useResultsDraft } from './use-results-draft'

const loadChecker = () => import('@/lib/model/results/check-templates')
const loadStarters = () => import('@/lib/model/results/starters')

// Needed while there is no template, and once there is one.
const StarterChoice = later(() => import('./starter-choice').then((module) => module.StarterChoice))
const TemplateTabs = later(() => import('./template-tabs').then((module) => module.TemplateTabs))
const TemplateCard = later(() => import('./template-card').then((module) => module.TemplateCard))

/** The templates of a connection: chosen, written and seen before Graph gets them. */
export function ResultsEditor({
  connectionId,
  schema,
  current,
  stored,
  username,
  readOnly,
  children,
}: {
  connectionId: string
  schema: ConnectorSchema
  current: readonly DisplayTemplate[]
  stored: Stored | null
  /** The account that looks at it. */
  username: string
  readOnly: string | null
  /** What stands below the templates. */
  children: ReactNode
}) {
  const results = useResultsDraft(connectionId, { current, stored, off: readOnly !== null })
  const { draft, setTemplates } = results
  const { templates } = draft
  const somebody = useSomebody()
  const [chosen, setChosen] = useState(0)
  const selected = Math.min(chosen, templates.length - 1)
  const template = templates[selected]
  const checked = useDeferredValue(templates)
  const checker = useLater(loadChecker, somebody)
  const found = useMemo(() => checker?.checkTemplates(checked, schema) ?? null, [checker, checked, schema])
  const problems = found ?? []

  const change = (parts: Partial<TemplateDraft>) =>
    setTemplates((all) => all.map((one, index) => (index === selected ? { ...one, ...parts } : one)))
  const add = async (starter: string) => {
    const { startTemplate } = await loadStarters()
    setTemplates((all) => [...all, startTemplate(starter, schema, all)])
    setChosen(templates.length)
  }
  const startOver = async (starter: string) => {
    const { startTemplate } = await loadStarters()
    change({ layout: startTemplate(starter, schema, templates).layout })
  }
  const remove = () => {
    setTemplates((all) => all.filter((_, index) => index !== selected))
    setChosen(0)
  }

  return (
    <>
      <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-4 p-4 sm:px-7 sm:pt-5 sm:pb-10">
        {readOnly && <Note title="Read only.">{readOnly}</Note>}
        {stored && stored.savedBy !== username && stored.version === results.saving.state.savedAt && (
          <Note title={`This is a draft of ${stored.savedBy}.`}>
            It was saved <RelativeTime at={stored.version} />, and Graph does not have it yet.{' '}
            {readOnly ? '' : 'What you change here goes into it.'}
          </Note>
        )}
        {results.conflict && (
          <ConflictNote
            draft={draft}
            current={current}
            readOnly={readOnly}
            connectionId={connectionId}
            saving={results.saving}
            onTheirs={() => results.adopt(begin(current), null)}
            onMine={results.rebase}
          />
        )}
        <Note>
          These cards show in Microsoft Search. Copilot does not draw them: it goes by the labels of the
          schema.
        </Note>
        {template ? (
          <>
            <TemplateTabs
              templates={templates}
              problems={problems}
              selected={selected}
              readOnly={readOnly}
              onSelect={setChosen}
              onAdd={() => add('titleAndText')}
              onRemove={remove}
            />
            <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-2">
              <TemplateCard
                key={selected}
                template={template}
                schema={schema}
                problems={problems.filter((problem) => problem.template === selected)}
                isChecked={found !== null}
                readOnly={readOnly}
                onChange={change}
                onStarter={startOver}
              />
              {somebody ? (
                <PreviewCard
                  connectionId={connectionId}
                  template={template}
                  templates={templates}
                  schema={schema}
                  readOnly={readOnly}
                />
              ) : (
                <PreviewWaiting />
              )}
            </div>
          </>
        ) : (
          <Card title="Result templates" note="none yet">
            <StarterChoice schema={schema} readOnly={readOnly} onChoose={add} />
          </Card>
        )}
        {children}
      </div>
      <ResultsDock
        connectionId={connectionId}
        results={results}
        current={current}
        problems={problems}
        isChecked={found !== null}
        readOnly={readOnly}
        onProblem={(index) => setChosen(index)}
      />
    </>
  )
}
