import { ListChecks } from 'lucide-react'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { Note } from '@/components/ui/note'
import { PageContent } from '@/components/ui/page-content'
import { WrongAddress } from '@/components/ui/wrong-address'
import { mostRuns, type FailingPage as Page } from '@/lib/model/debts/failing'
import type { FailingFilter } from '@/lib/model/debts/failing-filter'
import { writeFilter } from '@/lib/model/filter-address'
import { FailingDownloads } from './failing-downloads'
import { FailingFilterForm } from './failing-filter-form'
import { FailingRecords } from './failing-records'

/** The records of a connection that runs could not send, with what somebody can decide about them. */
export function FailingPage({
  connectionId,
  page: { records, counts, next, masked },
  filter,
  after,
  wrong,
  refused,
}: {
  connectionId: string
  page: Page
  filter: FailingFilter
  after?: string
  /** What of the address makes no filter. */
  wrong: readonly string[]
  /** Why this admin may not decide. */
  refused: string | null
}) {
  const base = `/connections/${encodeURIComponent(connectionId)}`
  const list = `${base}/sync/failing`
  const all = counts.tried + counts.stuck + counts.aside
  const filtered = Object.keys(filter).length > 0
  return (
    <PageContent>
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-2">
        <h2 className="text-lg">Failing records</h2>
        <span className="ml-auto">
          <LinkButton href={`${base}/sync/runs`}>All runs</LinkButton>
        </span>
      </div>
      <p className="max-w-3xl text-muted">
        Each run tries these records again. One that fails in {mostRuns} runs for a reason of its own is left
        out and waits here for a person. A record that is set aside is left out too, and is owed no more. When
        the record or the mapping changes, it is tried again; what arrives leaves this list.
      </p>
      {(filtered || all > 0) && (
        <FailingFilterForm
          key={writeFilter(filter)}
          base={list}
          filter={filter}
          counts={counts}
          masked={masked}
        />
      )}
      <WrongAddress wrong={wrong} href={list}>
        Show all failing records
      </WrongAddress>
      {masked && (
        <Note tone="info" title="Ids and messages are hidden.">
          They are personal data. An Admin can see them, and that is written down.
        </Note>
      )}
      <Card bare>
        {records.length > 0 ? (
          <>
            <FailingRecords
              key={`${writeFilter(filter)} ${after}`}
              connectionId={connectionId}
              records={records}
              refused={refused ?? (masked ? 'Only who sees their ids can choose records.' : null)}
            />
            <FailingDownloads connectionId={connectionId} filter={filter} />
          </>
        ) : (
          <EmptyState
            icon={<ListChecks aria-hidden />}
            title={filtered || after ? 'No record matches' : 'No record fails'}
            actions={
              filtered || after ? (
                <LinkButton href={list}>Show all failing records</LinkButton>
              ) : (
                <LinkButton href={`${base}/sync`}>Go to Sync</LinkButton>
              )
            }
          >
            {filtered || after
              ? 'Another filter may find some.'
              : 'Records that a run cannot send are listed here until they arrive, over all runs.'}
          </EmptyState>
        )}
      </Card>
      {(after || next) && (
        <nav aria-label="Pages" className="flex flex-wrap items-center gap-2">
          {after && <LinkButton href={`${list}${writeFilter(filter)}`}>First</LinkButton>}
          {next && <LinkButton href={`${list}${writeFilter(filter, { after: next })}`}>Next</LinkButton>}
        </nav>
      )}
    </PageContent>
  )
}
