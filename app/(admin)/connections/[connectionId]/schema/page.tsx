import { connectionPage } from '@/components/connections/connection-page'
import { connectionTitle } from '@/components/connections/connection-title'
import { SchemaPage } from '@/components/schema/schema-page'
import { whyNot } from '@/lib/access/can'
import { readSchema } from '@/lib/services/schema/read-schema'

export const generateMetadata = connectionTitle('Schema')

export default connectionPage({
  failed: 'The schema cannot be read.',
  read: readSchema,
  show: ({ connection, facts, operations, actor }, { answered, draft }) => (
    <SchemaPage
      connection={connection}
      facts={facts}
      operations={operations}
      answered={answered}
      draft={draft}
      noEdit={whyNot(actor, 'schema.submit', { connectionId: connection.id })}
    />
  ),
})
