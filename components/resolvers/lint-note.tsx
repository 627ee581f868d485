'use client'

import { useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Note } from '@/components/ui/note'
import { countText, numberText } from '@/lib/model/number-text'
import type { Compared } from '@/lib/model/resolvers/check/compared'
import { type Finding, lintRules } from '@/lib/model/resolvers/lint/finding'
import type { Resolver } from '@/lib/model/resolvers/resolver'

/** What a change of the resolver at a place, from 0, does to the item links that it wins. */
export type CompareFix = (place: number, change: Partial<Resolver>) => Promise<Compared | null>

/** What is wrong with a resolver, beside where it is wrong, with the correction as a button. */
export function LintNote({
  finding,
  wins,
  onCompare,
  onFix,
}: {
  finding: Finding
  /** How many item links its resolver wins. */
  wins: number | null
  onCompare: CompareFix
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
        <span className="mt-1.5 flex flex-wrap items-center gap-2">
          <Button onClick={() => onFix(finding)}>{fix.label}</Button>
          {rule === 'backtracking' && <SameLinks finding={finding} wins={wins} onCompare={onCompare} />}
        </span>
      )}
    </Note>
  )
}

/** Whether the links that the resolver wins still lead to the same items once it is fixed. */
function SameLinks({
  finding: { resolver, fix },
  wins,
  onCompare,
}: {
  finding: Finding
  wins: number | null
  onCompare: CompareFix
}) {
  const pattern = fix && 'change' in fix ? fix.change.urlPattern : undefined
  const [compared, setCompared] = useState<Compared | null>(null)
  useEffect(() => {
    setCompared(null)
    if (!wins || pattern === undefined) return
    let here = true
    void onCompare(resolver, { urlPattern: pattern }).then((found) => here && setCompared(found))
    return () => {
      here = false
    }
  }, [wins, pattern, resolver, onCompare])
  if (!compared || compared.same + compared.other === 0) return null
  const links = (count: number) => countText(count, 'item link')
  return (
    <span role="status" className="text-sm">
      {compared.other === 0
        ? `the same items for ${links(compared.same)}`
        : `other items for ${numberText(compared.other)} of ${links(compared.same + compared.other)}`}
    </span>
  )
}
