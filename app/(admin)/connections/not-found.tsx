import { Cable } from 'lucide-react'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'

export default function ConnectionNotFound() {
  return (
    <EmptyState
      icon={<Cable aria-hidden />}
      title="No such connection"
      alone
      actions={<LinkButton href="/connections">See all connections</LinkButton>}
    >
      Graph has no connection with this id, or it belongs to another app. It may have been deleted.
    </EmptyState>
  )
}
