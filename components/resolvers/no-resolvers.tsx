'use client'

import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'

/** Stands for the list until there is a resolver. */
export function NoResolvers({ onExample, noAdd }: { onExample: () => void; noAdd: string | null }) {
  return (
    <EmptyState
      title="No resolvers yet"
      actions={
        <Button look="primary" onClick={onExample} disabledReason={noAdd}>
          Start from a link
        </Button>
      }
    >
      A resolver leads from a link that people share to the item behind it. Paste a link, mark the id in it,
      and the pattern is written for you.
    </EmptyState>
  )
}
