'use client'

import { Trash2 } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { Table } from '@/components/ui/table'
import { TableHead } from '@/components/ui/table-head'
import type { Answer } from '@/lib/model/resolvers/check/protocol'
import type { TestCase } from '@/lib/model/resolvers/test-case'
import type { TestOutcome } from '@/lib/model/resolvers/test-outcome'

const words: Record<TestOutcome, { text: string; tone: string }> = {
  fails: { text: 'Fails', tone: 'text-bad font-medium' },
  stopped: { text: 'Stopped', tone: 'text-bad font-medium' },
  passes: { text: 'Passes', tone: 'text-ok' },
  waiting: { text: 'Waiting', tone: 'text-muted' },
}

/** The test cases with the result of each. */
export function TestsTable({
  rows,
  readOnly,
  onExpect,
  onDelete,
}: {
  rows: readonly { test: TestCase; answer: Answer | undefined; outcome: TestOutcome }[]
  readOnly: string | null
  onExpect: (test: TestCase) => void
  onDelete: (url: string) => void
}) {
  return (
    <Table label="Test cases">
      <TableHead columns={['Result', 'Link', 'Expected', 'Got', { name: 'Actions', spoken: true }]} />
      <tbody>
        {rows.map(({ test, answer, outcome }) => (
          <tr key={test.url}>
            <td className={`whitespace-nowrap ${words[outcome].tone}`}>{words[outcome].text}</td>
            <td className="w-full max-w-0 min-w-40">
              <code className="block min-w-40 truncate text-sm text-muted" title={test.url}>
                {test.url.replace(/^https:\/\//, '')}
              </code>
            </td>
            <td>
              <Id id={test.expected} />
            </td>
            <td>
              {outcome === 'passes' ? (
                <span className="text-muted">same</span>
              ) : outcome === 'fails' && answer ? (
                <span className="text-bad">
                  <Id id={answer.itemId} />
                </span>
              ) : null}
            </td>
            <td>
              <span className="flex items-center justify-end gap-1 whitespace-nowrap">
                {outcome === 'fails' && answer && !readOnly && (
                  <Button look="quiet" onClick={() => onExpect({ url: test.url, expected: answer.itemId })}>
                    Expect this
                  </Button>
                )}
                <IconButton
                  label={`Delete the test case of ${test.url}`}
                  disabledReason={readOnly}
                  onClick={() => onDelete(test.url)}
                >
                  <Trash2 aria-hidden />
                </IconButton>
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

const Id = ({ id }: { id: string | null }) =>
  id === null ? <span className="text-muted">no id</span> : <code className="text-sm">{id}</code>
