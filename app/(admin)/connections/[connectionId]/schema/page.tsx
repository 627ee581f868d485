import { connectionPage } from '@/components/connections/connection-page'
import { SchemaPage } from '@/components/schema/schema-page'
import { getSchema } from '@/lib/graph/schema'
import { findDraft } from '@/lib/operations/schema-drafts'

export default connectionPage({
  failed: 'The schema cannot be read.',
  read: ({ db, graph }, connectionId) =>
    Promise.all([getSchema(graph, connectionId), findDraft(db, connectionId)]),
  show: ({ connection, facts, operations, admin }, [answered, draft]) => (
    <SchemaPage
      connection={connection}
      facts={facts}
      operations={operations}
      answered={answered}
      draft={draft}
      role={admin.role}
    />
  ),
})
