import { History } from 'lucide-react'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { PageContent } from '@/components/ui/page-content'
import { PageHeader } from '@/components/ui/page-header'
import { ProblemNote } from '@/components/ui/problem-note'
import { ReloadButton } from '@/components/ui/reload-button'
import type { AuditEntry } from '@/lib/services/activity/list-audit'
import type { Result } from '@/lib/services/result'
import { AuditTable } from './audit-table'

/** The audit log in pages of `pageSize`; `read` holds one entry more when there is a next page. */
export function ActivityPage({
  read,
  page,
  pageSize,
}: {
  read: Result<AuditEntry[]>
  page: number
  pageSize: number
}) {
  const entries = read.ok ? read.value.slice(0, pageSize) : []
  const older = read.ok && read.value.length > pageSize
  return (
    <>
      <PageHeader
        title="Activity"
        state={<span className="text-muted">Every change and sign-in, kept for good</span>}
      />
      <PageContent>
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
                title={page > 1 ? 'No older entries' : 'Nothing yet'}
                actions={page > 1 && <LinkButton href="/activity">Newest</LinkButton>}
              >
                Every change made here is written down with who, what, when and Graph's request id.
              </EmptyState>
            )}
          </Card>
        )}
        {(page > 1 || older) && (
          <nav aria-label="Pages" className="flex items-center gap-2">
            {page > 1 && (
              <LinkButton href={page === 2 ? '/activity' : `/activity?page=${page - 1}`}>Newer</LinkButton>
            )}
            {older && <LinkButton href={`/activity?page=${page + 1}`}>Older</LinkButton>}
            <span className="text-sm text-muted">Page {page}</span>
          </nav>
        )}
      </PageContent>
    </>
  )
}
