import { LinkButton } from '@/components/ui/link-button'
import { Note } from '@/components/ui/note'
import { unregisteredWarning } from '@/lib/model/debts/debt'
import { countText, numberText } from '@/lib/model/number-text'
import type { AbortRules } from '@/lib/model/sync/abort-rules'

/** What an admin should know before a sync starts: people data that would be dropped, and items the file lacks. */
export function StartWarnings({
  connectionId,
  unregistered,
  items,
  rows,
  guard,
}: {
  connectionId: string
  unregistered: boolean
  /** How many items are indexed. */
  items: number
  /** Rows of the file; null without a file. */
  rows: number | null
  /** From when on deletions wait for an approval. */
  guard: Pick<AbortRules, 'heldItems' | 'heldPercent'>
}) {
  const missing = rows === null ? 0 : items - rows
  if (!unregistered && missing <= 0) return null
  return (
    <div className="grid basis-full gap-2">
      {unregistered && (
        <Note
          tone="warn"
          title={unregisteredWarning}
          actions={
            <LinkButton href={`/profile-sources?register=${encodeURIComponent(connectionId)}`}>
              Register first
            </LinkButton>
          }
        />
      )}
      {missing > 0 && (
        <Note>
          {countText(items, 'item is', 'items are')} indexed, and this file has {countText(rows ?? 0, 'row')}:
          at least {numberText(missing)} of them {missing === 1 ? 'is' : 'are'} not in it, and{' '}
          {missing === 1 ? 'is' : 'are'} deleted. More than {countText(guard.heldItems, 'item')} and{' '}
          {guard.heldPercent} % wait until an Admin has approved exactly these.
        </Note>
      )}
    </div>
  )
}
