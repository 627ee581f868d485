import { Chip, type Tone } from '@/components/ui/chip'
import type { ConnectionFacts, ShownState } from '@/lib/model/connection/list'
import { numberText } from '@/lib/model/number-text'
import type { SyncStatus } from '@/lib/model/sync/status'

export const stateWords: Record<ShownState, { word: string; tone: Tone }> = {
  draft: { word: 'Draft', tone: 'info' },
  provisioning: { word: 'Provisioning', tone: 'busy' },
  schemaFailed: { word: 'Schema failed', tone: 'bad' },
  ready: { word: 'Ready', tone: 'ok' },
  limitExceeded: { word: 'Limit exceeded', tone: 'warn' },
  obsolete: { word: 'Obsolete', tone: 'bad' },
  unknown: { word: 'Unknown', tone: 'warn' },
  deleting: { word: 'Deleting', tone: 'busy' },
  deletionFailed: { word: 'Deletion failed', tone: 'bad' },
}

export function StateChip({ state }: { state: ShownState }) {
  const { word, tone } = stateWords[state]
  return <Chip tone={tone}>{word}</Chip>
}

const syncWords: Record<SyncStatus, { word: string; tone: Tone }> = {
  queued: { word: 'Queued', tone: 'busy' },
  running: { word: 'Syncing', tone: 'busy' },
  paused: { word: 'Paused', tone: 'info' },
  held: { word: 'Waits for approval', tone: 'warn' },
  succeeded: { word: 'Succeeded', tone: 'ok' },
  'with-errors': { word: 'With errors', tone: 'warn' },
  stopped: { word: 'Stopped', tone: 'bad' },
  failed: { word: 'Failed', tone: 'bad' },
  lost: { word: 'Lost', tone: 'bad' },
  cancelled: { word: 'Cancelled', tone: 'info' },
}

export function SyncChip({
  sync,
}: {
  sync: Pick<NonNullable<ConnectionFacts['sync']>, 'status' | 'counts'>
}) {
  const { failed } = sync.counts
  // What failed may be a deletion, and no row.
  if (sync.status === 'with-errors' && failed > 0) {
    return <Chip tone="warn">{numberText(failed)} failed</Chip>
  }
  const { word, tone } = syncWords[sync.status]
  return <Chip tone={tone}>{word}</Chip>
}

export const kindWords = { content: 'Content', people: 'People' } as const
