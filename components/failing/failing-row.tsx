import { Chip } from '@/components/ui/chip'
import { Link } from '@/components/ui/link'
import { RelativeTime } from '@/components/ui/relative-time'
import { Stack } from '@/components/ui/table'
import { type FailingRecord, mostRuns } from '@/lib/model/debts/failing'
import { countText, numberText } from '@/lib/model/number-text'
import { adviceFor } from '@/lib/model/sync/advice'
import { causeText } from '@/lib/model/sync/causes'

/** A record that fails: why, for how long, and who has decided what about it. */
export function FailingRow({
  connectionId,
  record: { itemId, state, code, message, syncId, row, runs, since, at, aside, graphRequestId },
  chosen,
  disabled,
  onToggle,
}: {
  connectionId: string
  record: FailingRecord
  chosen: boolean
  disabled: boolean
  onToggle: () => void
}) {
  return (
    <tr className="*:align-top!">
      <td className="w-8">
        <input
          type="checkbox"
          aria-label={`Choose ${itemId}`}
          disabled={disabled}
          checked={chosen}
          onChange={onToggle}
        />
      </td>
      <td>
        <Stack>
          <span className="font-mono text-sm break-all">{itemId}</span>
          {graphRequestId && (
            <span className="text-sm text-muted">
              Graph request <span className="font-mono break-all">{graphRequestId}</span>
            </span>
          )}
        </Stack>
      </td>
      <td className="min-w-72 whitespace-normal">
        <Stack>
          <span className="font-medium">{causeText(code)}</span>
          {message && <span className="[overflow-wrap:anywhere]">{message}</span>}
          <span className="text-sm text-muted">{adviceFor(code).text}</span>
        </Stack>
      </td>
      <td className="min-w-56 whitespace-normal">
        <Stack>
          <span>
            {state === 'aside' ? (
              <Chip tone="plain">Set aside</Chip>
            ) : state === 'stuck' ? (
              <Chip tone="bad">Waits for a person</Chip>
            ) : (
              <Chip tone="warn">Tried again by each run</Chip>
            )}
          </span>
          {aside && (
            <>
              <span className="[overflow-wrap:anywhere]">{aside.note}</span>
              <span className="text-sm text-muted">
                {aside.by}, <RelativeTime at={aside.at} />
              </span>
            </>
          )}
          {state === 'stuck' && (
            <span className="text-sm text-muted">
              Not tried any more after {numberText(mostRuns)} runs, until it or the mapping changes.
            </span>
          )}
        </Stack>
      </td>
      <td>
        <Stack>
          <Link
            href={`/connections/${encodeURIComponent(connectionId)}/sync/${syncId}`}
            className="hover:underline"
          >
            <RelativeTime at={at} />
            {`, row ${numberText(row)}`}
          </Link>
          <span className="text-sm text-muted">
            {runs > 1 ? `${countText(runs, 'run')} in a row, ` : ''}first <RelativeTime at={since} />
          </span>
        </Stack>
      </td>
    </tr>
  )
}
