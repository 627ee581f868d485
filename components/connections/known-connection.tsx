import { Card } from '@/components/ui/card'
import { Facts } from '@/components/ui/facts'
import { Note } from '@/components/ui/note'
import { PageContent } from '@/components/ui/page-content'
import { RefreshWhile } from '@/components/ui/refresh-while'
import { RelativeTime } from '@/components/ui/relative-time'
import { ReloadButton } from '@/components/ui/reload-button'
import type { KnownConnection as Known } from '@/lib/model/connection/known'
import type { Problem } from '@/lib/model/problem'
import { HistoryCard, knownFacts, LastSyncsCard } from './known-cards'

const drafts = { schema: 'Schema', resolvers: 'Resolvers', results: 'Results' } as const

/** Stands for a page that needs Graph, while Graph is silent and never told of the connection before. */
export function KnownConnection({
  connectionId,
  title,
  problem,
  known,
}: {
  connectionId: string
  /** What cannot be shown. */
  title: string
  problem: Problem
  known: Known
}) {
  return (
    <PageContent>
      <NeverAnswered title={title} problem={problem} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_340px]">
        <div className="grid min-w-0 gap-4">
          <LastSyncsCard connectionId={connectionId} syncs={known.syncs} />
          <HistoryCard operations={known.operations} />
        </div>
        <Card title="Facts">
          <Facts
            facts={[
              ...knownFacts(known.facts),
              ...known.drafts.map(({ of, savedBy, savedAt }) => ({
                name: `${drafts[of]} draft`,
                value: (
                  <>
                    Saved <RelativeTime at={savedAt} />
                    <span className="block text-sm text-muted [overflow-wrap:anywhere]">by {savedBy}</span>
                  </>
                ),
              })),
            ]}
          />
        </Card>
      </div>
    </PageContent>
  )
}

/** Says what of a page is missing, and why. The page is read again by itself. */
export function NeverAnswered({ title, problem }: { title?: string; problem: Problem }) {
  return (
    <Note
      role="status"
      tone="warn"
      title={title ?? 'Graph does not answer at the moment.'}
      actions={<ReloadButton />}
    >
      {problem.message} The name, state and schema of the connection are missing, because Graph has not told
      them to this console before. What stands below the console knows itself. This page tries again by itself
      every five seconds.
      <RefreshWhile moving />
    </Note>
  )
}
