'use client'

import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { Note } from '@/components/ui/note'
import { ProblemNote } from '@/components/ui/problem-note'
import { problemOf } from '@/components/ui/problem-of'
import { SkeletonTable } from '@/components/ui/skeleton'
import { Stack, Table } from '@/components/ui/table'
import { numbers, TableHead } from '@/components/ui/table-head'
import { countText, numberText } from '@/lib/model/number-text'
import { type FindingKind, type FindingsPage, findingKinds, remedies } from '@/lib/model/sync/finding'
import { findingWords } from '@/lib/model/sync/finding-words'
import { unwrap } from '@/lib/web/fetch'
import { settleFindings, startSync } from './actions'
import { findingsQuery } from './queries'

interface Props {
  connectionId: string
  syncId: string
  /** Whether the check goes on, so that there may be more. */
  live: boolean
  /** Why this admin may not decide. */
  refused: string | null
}

type How = 'owe' | 'forget'

/** What a check has found, by kind with what can be done, and one by one. */
export function FindingsCard({ connectionId, syncId, live, refused }: Props) {
  const router = useRouter()
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery(
    findingsQuery(syncId, live),
  )
  const settle = useMutation({
    async mutationFn({ kind, how }: { kind: FindingKind; how: How }) {
      await unwrap(settleFindings({ syncId, kind, how }))
      return how === 'owe' ? (await unwrap(startSync({ connectionId }))).syncId : null
    },
    onSuccess: (started) =>
      started && router.push(`/connections/${encodeURIComponent(connectionId)}/sync/${started}`),
    onSettled: () => refetch(),
  })
  const problem = problemOf(error)
  const failure = problemOf(settle.error)
  if (problem) return <ProblemNote problem={problem} title="What was found cannot be read." />
  if (!data) return <SkeletonTable columns={['What', 'Items', 'What to do']} rows={3} />
  const groups = data.pages[0]?.groups ?? []
  const items = data.pages.flatMap((page) => page.items)
  if (groups.length === 0)
    return live ? null : <Note tone="ok" title="Graph holds what this console has sent." />

  return (
    <Card title="What differs" bare>
      {failure && <ProblemNote problem={failure} title="That was not done." />}
      <Table label="What differs, by kind">
        <TableHead columns={['What', ...numbers('Items'), { name: 'Actions', spoken: true }]} />
        <tbody>
          {findingKinds
            .filter((kind) => groups.some((group) => group.kind === kind))
            .map((kind) => (
              <tr key={kind} className="*:align-top!">
                <td className="min-w-56 whitespace-normal">
                  <Stack>
                    <span className="font-medium">{findingWords[kind].name}</span>
                    <span className="text-sm text-muted">{findingWords[kind].about}</span>
                  </Stack>
                </td>
                <td className="num">{numberText(countOf(groups, kind))}</td>
                <td>
                  <span className="flex flex-wrap items-center justify-end gap-2">
                    <span className="text-sm text-muted">{settledText(groups, kind)}</span>
                    {countOf(groups, kind, 'open') > 0 &&
                      remedies[kind].map((how) => (
                        <Button
                          key={how}
                          look={how === 'forget' ? 'quiet' : undefined}
                          pending={
                            settle.isPending && settle.variables.kind === kind && settle.variables.how === how
                          }
                          disabledReason={refused ?? (live ? 'Wait until the check is over.' : null)}
                          aria-label={`${remedyWords[how]}: ${findingWords[kind].name}`}
                          onClick={() => settle.mutate({ kind, how })}
                        >
                          {remedyWords[how]}
                        </Button>
                      ))}
                  </span>
                </td>
              </tr>
            ))}
        </tbody>
      </Table>
      <div className="border-t-4 border-line">
        <Table label="Items that differ">
          <TableHead columns={['Item', 'Title', 'What', 'Differs in']} />
          <tbody>
            {items.map(({ itemId, kind, title, what }) => (
              <tr key={itemId}>
                <td className="font-mono text-sm">
                  <Link
                    href={`/connections/${encodeURIComponent(connectionId)}/items/${encodeURIComponent(itemId)}`}
                    className="underline"
                  >
                    {itemId}
                  </Link>
                </td>
                <td className="max-w-72 truncate">{title ?? ''}</td>
                <td>{findingWords[kind].name}</td>
                <td className="text-muted">{what.join(', ')}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
      {hasNextPage && (
        <div className="border-t border-line px-4 py-2.5">
          <Button pending={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show more
          </Button>
        </div>
      )}
    </Card>
  )
}

const remedyWords: Record<How, string> = { owe: 'Send again', forget: 'Forget' }

const countOf = (groups: FindingsPage['groups'], kind: FindingKind, state?: string) =>
  groups
    .filter((group) => group.kind === kind && (state === undefined || group.state === state))
    .reduce((sum, { count }) => sum + count, 0)

function settledText(groups: FindingsPage['groups'], kind: FindingKind) {
  const owed = countOf(groups, kind, 'owed')
  const forgotten = countOf(groups, kind, 'forgotten')
  return [
    owed > 0 && `${countText(owed, 'item')} to be sent again`,
    forgotten > 0 && `${countText(forgotten, 'item')} forgotten`,
  ]
    .filter(Boolean)
    .join(', ')
}
