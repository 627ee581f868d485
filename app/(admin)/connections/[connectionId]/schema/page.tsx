import { notFound } from 'next/navigation'
import { DeletionView } from '@/components/connections/deletion-view'
import { readConnection } from '@/components/connections/read'
import { SchemaPage } from '@/components/schema/schema-page'
import { PageContent } from '@/components/ui/page-content'
import { ProblemNote } from '@/components/ui/problem-note'
import { ReloadButton } from '@/components/ui/reload-button'
import { getSchema } from '@/lib/graph/schema'
import { findDraft } from '@/lib/operations/schema-drafts'
import { pageContext } from '@/lib/web/page'
import { pageRead } from '@/lib/web/page-read'

export default async function Page({ params }: PageProps<'/connections/[connectionId]/schema'>) {
  const [{ connectionId }, context] = await Promise.all([params, pageContext()])
  const [{ read }, schema, draft] = await Promise.all([
    readConnection(connectionId),
    pageRead(context, 'read the schema', () => getSchema(context.graph, connectionId)),
    pageRead(context, 'read the draft', () => findDraft(context.db, connectionId)),
  ])
  const deletion = read.ok ? read.value.deletion : null
  const connection = read.ok ? read.value.connection : null
  if (deletion && (!connection || deletion.status !== 'completed')) {
    return <DeletionView deletion={deletion} role={context.admin.role} />
  }
  if (read.ok && !connection) notFound()
  if (!read.ok || !schema.ok || !draft.ok || !connection) {
    const failed = [read, schema, draft].find((result) => !result.ok)
    return (
      <PageContent>
        {failed && !failed.ok && (
          <ProblemNote
            title="The schema cannot be read."
            problem={failed.problem}
            actions={<ReloadButton />}
          />
        )}
      </PageContent>
    )
  }
  return (
    <SchemaPage
      connection={connection}
      facts={read.value.facts}
      operations={read.value.operations}
      answered={schema.value}
      draft={draft.value}
      role={context.admin.role}
    />
  )
}
