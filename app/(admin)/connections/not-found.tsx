import { Cable } from 'lucide-react'
import { buttonStyle } from '@/components/ui/button-style'
import { EmptyState } from '@/components/ui/empty-state'
import { Link } from '@/components/ui/link'

export default function ConnectionNotFound() {
  return (
    <EmptyState
      icon={<Cable aria-hidden />}
      title="No such connection"
      alone
      actions={
        <Link href="/connections" className={buttonStyle('primary')}>
          See all connections
        </Link>
      }
    >
      Graph has no connection with this id that this console may see. It was deleted, the address is mistyped,
      or another app owns it. The list shows every connection there is.
    </EmptyState>
  )
}
