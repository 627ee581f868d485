import { Download, History } from 'lucide-react'
import { buttonStyle } from '@/components/ui/button-style'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { PageContent } from '@/components/ui/page-content'
import { PageHeader } from '@/components/ui/page-header'
import { ProblemNote } from '@/components/ui/problem-note'
import { ReloadButton } from '@/components/ui/reload-button'
import { WrongAddress } from '@/components/ui/wrong-address'
import type { AuditFilter } from '@/lib/model/activity/filter'
import { writeFilter } from '@/lib/model/filter-address'
import type { AuditEntry } from '@/lib/services/activity/list-audit'
import type { Result } from '@/lib/services/result'
import { AuditFilterForm } from './audit-filter-form'
import { AuditTable } from './audit-table'

/** The audit log in pages of `pageSize`; `read` holds one entry more when there is a next page. */
export function ActivityPage({
  read,
  filter,
  wrong,
  actions,
  page,
  pageSize,
}: {
  read: Result<AuditEntry[]>
  filter: AuditFilter
  /** What of the address makes no filter. */
  wrong: readonly string[]
  /** The actions to choose from. */
  actions: readonly string[]
  page: number
  pageSize: number
}) {
  const entries = read.ok ? read.value.slice(0, pageSize) : []
  const filtered = Object.keys(filter).length > 0
  const older = read.ok && read.value.length > pageSize
  const addressOf = (wanted: number) =>
    `/activity${writeFilter(filter, wanted > 1 ? { page: String(wanted) } : {})}`
  return (
    <>
      <PageHeader
        title="Activity"
        state={<span className="text-muted">Every change and sign-in, kept for good</span>}
        actions={
          // The export is a file and not a page.
          <>
            <a href={`/api/activity/export${writeFilter(filter)}`} download className={buttonStyle('plain')}>
              <Download aria-hidden />
              Export CSV
            </a>
            <a
              href={`/api/activity/export${writeFilter(filter, { format: 'ndjson' })}`}
              download
              className={buttonStyle('plain')}
            >
              <Download aria-hidden />
              NDJSON
            </a>
          </>
        }
      />
      <PageContent>
        <AuditFilterForm key={writeFilter(filter)} filter={filter} actions={actions} />
        <WrongAddress wrong={wrong} href="/activity">
          Show all entries
        </WrongAddress>
        {!read.ok && (
          <ProblemNote
            title="The audit log cannot be read."
            problem={read.problem}
            actions={<ReloadButton />}
          />
        )}
        {read.ok && (
          <Card bare>
            {entries.length > 0 ? (
              <AuditTable label="Audit log" entries={entries} ids />
            ) : (
              <EmptyState
                icon={<History aria-hidden />}
                title={page > 1 ? 'No older entries' : filtered ? 'No entry matches' : 'Nothing yet'}
                actions={
                  (page > 1 || filtered) && (
                    <LinkButton href="/activity">{filtered ? 'Show all entries' : 'Newest'}</LinkButton>
                  )
                }
              >
                Every change made here is written down with who, what, when and Graph's request id.
              </EmptyState>
            )}
          </Card>
        )}
        {(page > 1 || older) && (
          <nav aria-label="Pages" className="flex items-center gap-2">
            {page > 1 && <LinkButton href={addressOf(page - 1)}>Newer</LinkButton>}
            {older && <LinkButton href={addressOf(page + 1)}>Older</LinkButton>}
            <span className="text-sm text-muted">Page {page}</span>
          </nav>
        )}
      </PageContent>
    </>
  )
}
