import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { starters } from '@/lib/model/results/starter-list'
import type { ConnectorSchema } from '@/lib/model/schema/schema'

/** No template: what one is for, and where to start. */
export function StarterChoice({
  schema,
  readOnly,
  onChoose,
}: {
  schema: ConnectorSchema
  readOnly: string | null
  onChoose: (starter: string) => void
}) {
  const shown = schema.properties.some(({ isRetrievable }) => isRetrievable)
  const reason = readOnly ?? (shown ? null : 'Register a schema with a retrievable property first.')
  return (
    <EmptyState
      title="Search shows these items in its own way"
      actions={starters.map(({ id, title, about }) => (
        <Button key={id} disabledReason={reason} title={about} onClick={() => onChoose(id)}>
          Start from {title}
        </Button>
      ))}
    >
      A template is an Adaptive Card that search fills with an item. Up to two, and rules say which item gets
      which.
    </EmptyState>
  )
}
