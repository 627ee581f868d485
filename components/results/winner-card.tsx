'use client'

import { Card } from '@/components/ui/card'
import { Chip } from '@/components/ui/chip'
import { ruleText } from '@/lib/model/results/changes'
import { chooseTemplate } from '@/lib/model/results/choose-template'
import type { TemplateDraft } from '@/lib/model/results/template'

/** Which template the item of the preview gets, rule by rule. */
export function WinnerCard({
  templates,
  item,
}: {
  templates: readonly TemplateDraft[]
  item: Record<string, unknown>
}) {
  const traces = chooseTemplate(templates, item)
  const winner = traces.find(({ wins }) => wins)
  return (
    <Card
      title="Which template it gets"
      note={winner ? `${winner.id || 'the one without an id'}` : 'none: search shows it in its own way'}
    >
      <ol className="grid gap-3">
        {traces.map((trace) => (
          <li key={trace.index} className="grid gap-1">
            <span className="flex flex-wrap items-center gap-2">
              <span className="font-mono">{trace.id || 'no id'}</span>
              <span className="text-sm text-muted">priority {trace.priority ?? 'missing'}</span>
              {trace.wins ? (
                <Chip tone="ok">Shown</Chip>
              ) : trace.matches ? (
                <Chip>Fits, but comes later</Chip>
              ) : (
                <Chip tone="plain">Does not fit</Chip>
              )}
            </span>
            {trace.rules.length === 0 && (
              <span className="text-sm text-muted">No rules: it takes every item.</span>
            )}
            <ul className="grid gap-1 empty:hidden">
              {trace.rules.map(({ rule, holds, why, caseMatters }, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a rule has no name but its place
                <li key={place} className="text-sm [overflow-wrap:anywhere]">
                  <span className={holds ? 'text-ok' : 'text-bad'}>
                    {holds ? 'Holds: ' : 'Does not hold: '}
                  </span>
                  {ruleText(rule)}. <span className="text-muted">Here {why}.</span>
                  {caseMatters && (
                    <span className="text-warn">
                      {' '}
                      It may be otherwise: no page says whether letter case counts.
                    </span>
                  )}
                </li>
              ))}
            </ul>
            {trace.joinMatters && (
              <span className="text-sm text-warn">
                It may fit all the same: no page says for sure that every rule has to hold.
              </span>
            )}
          </li>
        ))}
      </ol>
      {traces.some(({ rules }) => rules.length > 1) && (
        <p className="mt-3 border-t border-line pt-3 text-sm text-muted">
          Several rules of a template are read here as &ldquo;and&rdquo;. Microsoft&rsquo;s page describes
          valuesJoinedBy as joining rules, its name and examples as joining the values of one rule; neither
          says how rules are joined. Where it matters, use one rule for each template.
        </p>
      )}
    </Card>
  )
}
