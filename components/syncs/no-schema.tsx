import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { PageContent } from '@/components/ui/page-content'

export function NoSchema({ connectionId }: { connectionId: string }) {
  return (
    <PageContent>
      <Card bare>
        <EmptyState
          title="The connection needs a schema first"
          actions={
            <LinkButton look="primary" href={`/connections/${encodeURIComponent(connectionId)}/schema`}>
              Go to the schema
            </LinkButton>
          }
        >
          A sync sends items that fit the registered schema. Once it is provisioned, upload a file here.
        </EmptyState>
      </Card>
    </PageContent>
  )
}
