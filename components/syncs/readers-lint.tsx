'use client'

import { queryOptions, useQuery } from '@tanstack/react-query'
import { ProblemNote } from '@/components/ui/problem-note'
import { problemOf } from '@/components/ui/problem-of'
import type { MappingToTry } from '@/lib/model/mapping/mapping-to-try'
import type { ReadersFinding, ReadersLint } from '@/lib/model/mapping/readers-lint'
import { countText, numberText } from '@/lib/model/number-text'
import { postMapping } from './queries'
import { useTriedMapping } from './use-tried-mapping'

// Loaded late with what shows it.
const readersLintQuery = (tried: MappingToTry | null) =>
  queryOptions({
    queryKey: ['readers-lint', tried],
    queryFn: () => postMapping<ReadersLint>(tried, 'readers-lint', {}),
    enabled: tried !== null,
    placeholderData: (before) => before,
    staleTime: 60_000,
    retry: false,
  })

/** What is suspicious in who may read the first rows, each with the field that it comes from and what to do. */
export function ReadersLintOf() {
  const tried = useTriedMapping()
  const { data, error, isFetching } = useQuery(readersLintQuery(tried))
  const problem = problemOf(error)
  if (!tried) return null
  if (problem)
    return (
      <div className="px-4 pb-4">
        <ProblemNote problem={problem} title="The readers cannot be looked at." />
      </div>
    )
  const findings = data?.findings ?? []
  return (
    <section aria-label="Readers of the first rows" className="grid gap-2 px-4 pb-4">
      <p role="status" className="text-sm text-muted">
        {isFetching || !data
          ? 'Looking at who may read the first rows …'
          : findings.length === 0
            ? `Nothing suspicious in who may read the first ${countText(data.rows, 'row')}.`
            : `Who may read the first ${countText(data.rows, 'row')}: ${countText(findings.length, 'finding')}. A plan looks at all rows by the same rules.`}
      </p>
      {findings.length > 0 && (
        <ul className="grid gap-2">
          {findings.map((finding) => (
            <li
              key={`${finding.at.join()} ${finding.text}`}
              className="rounded-md border border-line border-l-4 border-l-warn px-3 py-2 text-sm"
            >
              {finding.at.length > 0 && <span className="font-medium">{finding.at.join(', ')}: </span>}
              <span className="[overflow-wrap:anywhere]">{finding.text}</span>
              <Rows finding={finding} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Rows({ finding: { rows, sample } }: { finding: ReadersFinding }) {
  if (rows === null) return null
  return (
    <span className="text-muted">
      {' '}
      {countText(rows, 'row')}: {sample.map(numberText).join(', ')}
      {rows > sample.length ? ', …' : ''}
    </span>
  )
}
