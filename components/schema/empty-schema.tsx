import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { templates } from '@/lib/model/connection/templates'
import type { ConnectorSchema } from '@/lib/model/schema/schema'

/** A schema without properties: what it is for, and where to start. */
export function EmptySchema({
  people,
  readOnly,
  onAdd,
  onStart,
}: {
  people: boolean
  readOnly: string | null
  onAdd: () => void
  onStart: (schema: ConnectorSchema) => void
}) {
  const fitting = templates.filter(({ contentCategory }) => (contentCategory === 'people') === people)
  return (
    <EmptyState
      title="No properties yet"
      actions={
        <>
          {fitting.map(({ id, title, schema }) => (
            <Button key={id} disabledReason={readOnly} onClick={() => onStart(schema)}>
              Start from {title}
            </Button>
          ))}
          <Button disabledReason={readOnly} onClick={onAdd}>
            Add a property
          </Button>
        </>
      }
    >
      The schema says which properties an item has and what search and Copilot may do with them.
    </EmptyState>
  )
}
