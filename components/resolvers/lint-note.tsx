'use client'

import { Button } from '@/components/ui/button'
import { Note } from '@/components/ui/note'
import { type Finding, lintRules } from '@/lib/model/resolvers/lint/finding'

/** What is wrong with a resolver, beside where it is wrong, with the correction as a button. */
export function LintNote({
  finding,
  onFix,
}: {
  finding: Finding
  onFix: ((finding: Finding) => void) | null
}) {
  const { severity, rule, message, fix, attack } = finding
  return (
    <Note tone={severity === 'error' ? 'bad' : 'warn'} title={`${lintRules[rule]}.`}>
      {message}
      {attack && (
        <span className="mt-1 grid gap-1">
          <code className="text-xs [overflow-wrap:anywhere]">{attack.link}</code>
          <span className="text-sm">
            Complexity: {attack.complexity}. The tester stops such a pattern; Graph may not.
          </span>
        </span>
      )}
      {fix && onFix && (
        <span className="mt-1.5 flex flex-wrap gap-2">
          <Button onClick={() => onFix(finding)}>{fix.label}</Button>
        </span>
      )}
    </Note>
  )
}
