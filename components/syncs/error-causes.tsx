'use client'

import { Button } from '@/components/ui/button'
import { CountCell } from '@/components/ui/count-cell'
import { Stack, Table } from '@/components/ui/table'
import { numbers, TableHead } from '@/components/ui/table-head'
import { numberText } from '@/lib/model/number-text'
import { adviceFor } from '@/lib/model/sync/advice'
import { causeText } from '@/lib/model/sync/causes'
import type { SourceHolds } from '@/lib/model/sync/source'
import type { SyncErrorGroup } from '@/lib/model/sync/sync'
import { AdviceLink } from './advice-link'

/** Why rows failed, what to do about each cause, and a retry for each. */
export function ErrorCauses({
  connectionId,
  groups,
  chosen,
  live,
  refused,
  retrying,
  holds,
  onChoose,
  onRetry,
}: {
  connectionId: string
  groups: readonly SyncErrorGroup[]
  /** The cause whose rows are shown; null: all. */
  chosen: string | null
  live: boolean
  /** Why this admin may not retry. */
  refused: string | null
  /** The cause whose retry is being started. */
  retrying: string | null
  /** What its rows are: those of groups are tried again by a new run. */
  holds: SourceHolds
  onChoose: (code: string | null) => void
  onRetry: (code: string) => void
}) {
  return (
    <Table label="Failed rows by cause">
      <TableHead columns={['Cause', ...numbers('Rows'), 'What to do', { name: 'Actions', spoken: true }]} />
      <tbody>
        {groups.map(({ code, count, message }) => {
          const shown = chosen === code
          return (
            <tr key={code} className="*:align-top!">
              <td className="min-w-56 whitespace-normal">
                <Stack>
                  <span className="font-medium">{causeText(code, holds)}</span>
                  <span className="line-clamp-2 text-sm text-muted">{message}</span>
                </Stack>
              </td>
              <CountCell value={count} />
              <td className="min-w-56 whitespace-normal">
                {adviceFor(code, holds).text}{' '}
                <AdviceLink connectionId={connectionId} code={code} holds={holds} />
              </td>
              <td>
                <span className="flex justify-end gap-2">
                  {groups.length > 1 && (
                    <Button
                      look="quiet"
                      aria-pressed={shown}
                      aria-label={`${shown ? 'Show all rows' : 'Show these rows'}: ${causeText(code, holds)}`}
                      onClick={() => onChoose(shown ? null : code)}
                    >
                      {shown ? 'Show all rows' : 'Show these rows'}
                    </Button>
                  )}
                  {!live && holds === 'items' && (
                    <Button
                      pending={retrying === code}
                      disabledReason={refused}
                      aria-label={`Retry ${numberText(count)}: ${causeText(code, holds)}`}
                      onClick={() => onRetry(code)}
                    >
                      Retry {numberText(count)}
                    </Button>
                  )}
                </span>
              </td>
            </tr>
          )
        })}
      </tbody>
    </Table>
  )
}
