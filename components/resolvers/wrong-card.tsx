'use client'

import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { CountCell } from '@/components/ui/count-cell'
import { Table } from '@/components/ui/table'
import { numbers, TableHead } from '@/components/ui/table-head'
import { numberText } from '@/lib/model/number-text'
import type { Coverage, WrongGroup } from '@/lib/model/resolvers/coverage'
import type { Proposal } from '@/lib/model/resolvers/propose'
import { gap } from '@/lib/model/resolvers/shape'

/** The item links that do not lead to their own item, grouped by shape, each with what would put it right. */
export function WrongCard({
  coverage,
  proposals,
  done,
  readOnly,
  noAdd,
  onTake,
  onTry,
}: {
  coverage: Coverage
  proposals: readonly (Proposal | null)[]
  done: boolean
  readOnly: string | null
  /** Why no resolver can be added. */
  noAdd: string | null
  onTake: (proposal: Proposal) => void
  onTry: (urls: string[]) => void
}) {
  const { groups, counts } = coverage
  if (groups.length === 0) return null
  const wrong = counts.total - counts.right
  return (
    <Card title="Item links that go wrong" note={`${numberText(wrong)}, grouped by shape`} bare>
      <Table label="Item links that go wrong">
        <TableHead columns={['Shape', ...numbers('Items'), 'Why', { name: 'Fix', spoken: true }]} />
        <tbody>
          {groups.map((group, at) => (
            <tr key={`${group.reason} ${group.shape}`}>
              <td className="w-full">
                <code className="block min-w-48 text-sm [overflow-wrap:anywhere]">
                  <Shape text={group.shape} />
                </code>
              </td>
              <CountCell value={group.count} />
              <td className="min-w-40 text-muted">{whyOf(group)}</td>
              <td>
                <span className="flex justify-end gap-2">
                  <Button look="quiet" onClick={() => onTry(group.samples.map(({ url }) => url))}>
                    Try
                  </Button>
                  <Fix
                    proposal={proposals[at]}
                    done={done}
                    stopped={group.reason === 'stopped'}
                    reason={proposals[at]?.kind === 'add' ? noAdd : readOnly}
                    onTake={onTake}
                  />
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  )
}

function Fix({
  proposal,
  done,
  stopped,
  reason,
  onTake,
}: {
  proposal: Proposal | null | undefined
  done: boolean
  stopped: boolean
  reason: string | null
  onTake: (proposal: Proposal) => void
}) {
  if (proposal)
    return (
      <Button disabledReason={reason} onClick={() => onTake(proposal)}>
        {proposal.label}
      </Button>
    )
  if (!done || stopped) return null
  return <span className="py-1.5 text-sm text-faint">The id is not in the link</span>
}

function whyOf({ reason, samples }: WrongGroup) {
  if (reason === 'case') return 'letter case'
  if (reason === 'other-item') return 'lead to another item'
  if (reason === 'no-item') return 'lead to an id that no item has'
  if (reason === 'stopped') return 'a pattern was stopped on them'
  return samples.length === 1 ? 'no resolver matches it' : 'no resolver for this shape'
}

const Shape = ({ text }: { text: string }) =>
  text.split(gap).flatMap((part, at) =>
    at === 0
      ? [part]
      : [
          // biome-ignore lint/suspicious/noArrayIndexKey: the gaps are all alike
          <span key={at} className="bg-accent-soft px-0.5 text-accent-text">
            {gap}
          </span>,
          part,
        ],
  )
