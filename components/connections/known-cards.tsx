import { Card } from '@/components/ui/card'
import { LinkButton } from '@/components/ui/link-button'
import { RelativeTime } from '@/components/ui/relative-time'
import type { ConnectionFacts } from '@/lib/model/connection/list'
import { numberText } from '@/lib/model/number-text'
import type { WatchedOperation } from '@/lib/model/operation'
import { type KnownSource, sourceTitle } from '@/lib/model/sync/source-title'
import type { SyncView } from '@/lib/model/sync/sync'
import { OperationList } from './operation-list'
import { SyncTable } from './sync-table'

/** What the console knows of a connection whether or not Graph answers. */

export function LastSyncsCard({ connectionId, syncs }: { connectionId: string; syncs: readonly SyncView[] }) {
  return (
    <Card
      title="Last syncs"
      bare={syncs.length > 0}
      actions={
        <LinkButton look="quiet" href={`/connections/${encodeURIComponent(connectionId)}/sync`}>
          All syncs
        </LinkButton>
      }
    >
      {syncs.length > 0 ? (
        <SyncTable syncs={syncs.slice(0, 5)} />
      ) : (
        <p className="text-muted">Nothing has been synced yet.</p>
      )}
    </Card>
  )
}

export function HistoryCard({ operations }: { operations: readonly WatchedOperation[] }) {
  const ofSchema = operations.filter(({ kind }) => kind === 'schema')
  return (
    <Card title="Provisioning history" bare={ofSchema.length > 0}>
      {ofSchema.length > 0 ? (
        <OperationList operations={ofSchema} />
      ) : (
        <p className="text-muted">No schema has been submitted from this console.</p>
      )}
    </Card>
  )
}

/** How many items were sent, and where they come from. */
export const knownFacts = (facts: ConnectionFacts) => [
  { name: 'Items', value: <Items facts={facts} /> },
  { name: 'Source', value: <Source source={facts.source} /> },
]

function Items({ facts }: { facts: ConnectionFacts }) {
  return (
    <>
      <span className="tabular-nums">{numberText(facts.items)}</span>
      {facts.sync && (
        <span className="text-muted">
          , as of <RelativeTime at={facts.sync.at} />
        </span>
      )}
    </>
  )
}

function Source({ source }: { source: KnownSource | null }) {
  if (!source) return <span className="text-muted">None yet</span>
  const title = sourceTitle(source)
  return (
    <>
      {title}
      {source.name !== title && (
        <span className="block text-sm text-muted [overflow-wrap:anywhere]">{source.name}</span>
      )}
    </>
  )
}
