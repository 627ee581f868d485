import type { Dispatch } from 'react'
import { Button } from '@/components/ui/button'
import { Note } from '@/components/ui/note'
import { type DraftStep, fixStep } from '@/lib/model/schema/draft'
import { schemaRules } from '@/lib/model/schema/rules/list'
import type { SchemaFix, SchemaProblem } from '@/lib/model/schema/rules/problem'

/** What is wrong and why, each with the buttons that fix it. */
export function ProblemList({
  problems,
  readOnly,
  dispatch,
  onFixed,
}: {
  problems: readonly SchemaProblem[]
  readOnly: string | null
  dispatch: Dispatch<DraftStep>
  onFixed?: (problem: SchemaProblem, fix: SchemaFix) => void
}) {
  if (problems.length === 0) return null
  return (
    <ul className="grid gap-2">
      {problems.map((problem) => {
        const { rule, severity, message, fixes } = problem
        const { source } = schemaRules[rule]
        return (
          <li key={`${rule} ${message}`}>
            <Note
              tone={severity === 'error' ? 'bad' : 'warn'}
              actions={
                !readOnly &&
                fixes?.map((fix) => (
                  <Button
                    key={fix.label}
                    onClick={() => {
                      dispatch(fixStep(problem, fix))
                      onFixed?.(problem, fix)
                    }}
                  >
                    {fix.label}
                  </Button>
                ))
              }
            >
              <span className="sr-only">{severity === 'error' ? 'Error: ' : 'Warning: '}</span>
              {message}{' '}
              {source && (
                <a href={source} target="_blank" rel="noreferrer" className="whitespace-nowrap underline">
                  Microsoft’s rule<span className="sr-only"> (opens a new tab)</span>
                </a>
              )}
            </Note>
          </li>
        )
      })}
    </ul>
  )
}
