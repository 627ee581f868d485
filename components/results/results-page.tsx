import { EmptyState } from '@/components/ui/empty-state'
import { Note } from '@/components/ui/note'
import { PageContent } from '@/components/ui/page-content'
import { ProblemNote } from '@/components/ui/problem-note'
import { RefreshWhile } from '@/components/ui/refresh-while'
import { RelativeTime } from '@/components/ui/relative-time'
import { ReloadButton } from '@/components/ui/reload-button'
import { contentKind, type ExternalConnection } from '@/lib/model/connection/connection'
import { may } from '@/lib/model/connection/states'
import type { Problem } from '@/lib/model/problem'
import type { Confirmation } from '@/lib/model/results/checklist'
import { SearchSettings } from '@/lib/model/results/template'
import { type ConnectorSchema, emptySchema } from '@/lib/model/schema/schema'
import type { StoredDraft } from '@/lib/services/results/drafts'
import { Checklist } from './checklist'
import { ResultsEditor } from './results-editor'

/** How search shows the items of a connection: by template, and by what only the admin center can set. */
export function ResultsPage({
  connection,
  schema,
  schemaProblem,
  draft,
  confirmations,
  username,
  now,
  noEdit,
  noConfirm,
}: {
  connection: ExternalConnection
  schema: ConnectorSchema | null
  /** Why the schema is not known. */
  schemaProblem: Problem | null
  draft: StoredDraft | null
  confirmations: readonly Confirmation[]
  /** The account that looks at it. */
  username: string
  /** The time at the server, in ISO 8601. */
  now: string
  /** Why this admin may not change the templates. */
  noEdit: string | null
  noConfirm: string | null
}) {
  if (contentKind(connection) === 'people') {
    return (
      <PageContent>
        <EmptyState title="People data has no search results of its own">
          Graph writes it to the profiles of people, so there are no templates to choose and no results to
          switch on.
        </EmptyState>
      </PageContent>
    )
  }
  const { id, state } = connection
  const checklist = (
    <Checklist connectionId={id} confirmations={confirmations} now={now} readOnly={noConfirm} />
  )
  if (schemaProblem) {
    return (
      <PageContent>
        <RefreshWhile moving />
        <ProblemNote
          title="The templates cannot be shown without the schema."
          problem={schemaProblem}
          actions={<ReloadButton />}
        />
        {draft && (
          <Note title="The draft is kept.">
            {draft.savedBy} saved it <RelativeTime at={draft.savedAt} />. This page tries again by itself
            every five seconds.
          </Note>
        )}
        {checklist}
      </PageContent>
    )
  }
  const permission = may('updateConnection', state)
  const settings = SearchSettings.parse(connection.searchSettings ?? {})
  return (
    <ResultsEditor
      connectionId={id}
      schema={schema ?? emptySchema}
      current={settings.searchResultTemplates ?? []}
      stored={
        draft && {
          base: draft.base,
          templates: draft.templates,
          version: draft.savedAt,
          savedBy: draft.savedBy,
        }
      }
      username={username}
      readOnly={noEdit ?? (permission.allowed ? null : permission.reason)}
    >
      {checklist}
    </ResultsEditor>
  )
}
