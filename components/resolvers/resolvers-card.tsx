'use client'

import { Plus } from 'lucide-react'
import type { Dispatch } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { later } from '@/components/ui/later'
import type { Stops } from '@/lib/model/resolvers/check/protocol'
import type { Coverage } from '@/lib/model/resolvers/coverage'
import { maxResolvers } from '@/lib/model/resolvers/limits'
import type { Finding } from '@/lib/model/resolvers/lint/finding'
import type { ResolverSet } from '@/lib/model/resolvers/resolver-set'
import { placeBefore, sameResolver, savedResolver } from '@/lib/model/resolvers/set-changes'
import type { TestCase } from '@/lib/model/resolvers/test-case'
import { NoResolvers } from './lazy'
import type { CompareFix } from './lint-note'
import type { RowData } from './row-data'
import type { SetStep } from './use-resolver-set'

const loadExport = () => import('./export-resolvers')
const ResolverList = later(() => import('./resolver-list').then(({ ResolverList }) => ResolverList))

/** The resolvers in order, to edit, move, add and remove. */
export function ResolversCard({
  set,
  tests,
  openKey,
  findings,
  coverage,
  stops,
  readOnly,
  dispatch,
  onOpen,
  noAdd,
  onAdd,
  onExample,
  onImport,
  onCompare,
  onFix,
}: {
  set: ResolverSet
  tests: readonly TestCase[]
  openKey: string | null
  findings: readonly Finding[]
  coverage: Coverage | null
  stops: Stops
  readOnly: string | null
  dispatch: Dispatch<SetStep>
  onOpen: (key: string | null) => void
  /** Why none can be added. */
  noAdd: string | null
  onAdd: () => void
  onExample: () => void
  onImport: () => void
  onCompare: CompareFix
  onFix: (finding: Finding) => void
}) {
  const { entries } = set
  let ours = -1
  const rows = entries.map((entry, at): RowData => {
    const resolver = entry.resolver
    if (resolver) ours += 1
    const place = ours
    return {
      entry,
      place: at + 1,
      was: placeBefore(set, entry),
      changed: !sameResolver(savedResolver(set, entry), resolver),
      open: openKey === entry.key,
      last: at === entries.length - 1,
      findings: resolver ? findings.filter((finding) => finding.resolver === place) : [],
      wins: resolver ? (coverage?.wins[place] ?? null) : null,
      values: resolver ? (coverage?.values[place] ?? []) : [],
      stopped: resolver !== null && stops[resolver.urlPattern] !== undefined,
    }
  })
  const keys = entries.map(({ key }) => key)
  return (
    <Card
      title="Resolvers"
      note={`${entries.length} of ${maxResolvers}`}
      bare
      actions={
        <>
          <Button look="quiet" onClick={onExample} disabledReason={noAdd}>
            By example
          </Button>
          <Button onClick={onAdd} disabledReason={noAdd}>
            <Plus aria-hidden />
            Add resolver
          </Button>
        </>
      }
    >
      {entries.length === 0 ? (
        <NoResolvers onExample={onExample} noAdd={noAdd} />
      ) : (
        <ResolverList
          rows={rows}
          readOnly={readOnly}
          onOrder={(order) => dispatch({ type: 'order', keys: order })}
          actions={{
            onOpen,
            onFix,
            onCompare,
            onChange: (key, change) => dispatch({ type: 'change', key, change }),
            onRemove: (key) => dispatch({ type: 'remove', key }),
            onStep: (key, by) => {
              const at = keys.indexOf(key)
              dispatch({ type: 'order', keys: keys.toSpliced(at, 1).toSpliced(at + by, 0, key) })
            },
          }}
        />
      )}
      <footer className="flex flex-wrap items-center gap-2 border-t border-line px-2 py-1.5">
        <Button look="quiet" onClick={onImport} disabledReason={readOnly}>
          Import
        </Button>
        <Button
          look="quiet"
          onClick={() => void loadExport().then(({ exportResolvers }) => exportResolvers(set, tests))}
        >
          Export
        </Button>
        <span className="text-sm text-muted">as JSON, test cases included</span>
      </footer>
    </Card>
  )
}
