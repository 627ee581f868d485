import { MapPinOff } from 'lucide-react'
import { buttonStyle } from '@/components/ui/button-style'
import { EmptyState } from '@/components/ui/empty-state'
import { Link } from '@/components/ui/link'

export default function NotFound() {
  return (
    <EmptyState
      icon={<MapPinOff aria-hidden />}
      title="There is no such page"
      alone
      actions={
        <>
          <Link href="/connections" className={buttonStyle('primary')}>
            Connections
          </Link>
          <Link href="/" className={buttonStyle('plain')}>
            Overview
          </Link>
        </>
      }
    >
      The address is wrong, or what it showed has been deleted. Connections and their syncs are found from the
      list.
    </EmptyState>
  )
}
